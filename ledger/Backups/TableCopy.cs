using System.Data.Common;

namespace Sync.Ledger.Backups;

/// <summary>All rows of a table from one database into another.</summary>
internal static class TableCopy
{
    public static RowSum Run(
        TableShape table, DbConnection from, DbTransaction? reading, DbConnection to, DbTransaction writing, CancellationToken cancel)
    {
        var sum = new RowSum();
        using var insert = Insert(table, to, writing);
        foreach (var row in Rows(table, from, reading))
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < row.Length; i++)
                insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            insert.ExecuteNonQuery();
            sum.Add(row);
        }
        return sum;
    }

    public static IEnumerable<object?[]> Rows(TableShape table, DbConnection from, DbTransaction? reading)
    {
        using var select = from.CreateCommand();
        select.Transaction = reading;
        select.CommandText = $"select {Columns(table)} from {table.Name}";
        using var rows = select.ExecuteReader();
        while (rows.Read())
            yield return [.. table.Columns.Select((c, i) => RowSum.Plain(rows.GetValue(i), c))];
    }

    private static DbCommand Insert(TableShape table, DbConnection to, DbTransaction writing)
    {
        var insert = to.CreateCommand();
        insert.Transaction = writing;
        insert.CommandText = $"insert into {table.Name} ({Columns(table)}) values ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            insert.Parameters.Add(parameter);
        }
        return insert;
    }

    private static string Columns(TableShape table) => string.Join(", ", table.Columns.Select(c => c.Name));
}
