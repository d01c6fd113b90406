using System.Data;
using System.Data.Common;

namespace Sync.Ledger.Backups;

/// <summary>All rows of a table from one database into another.</summary>
internal static class TableCopy
{
    /// <summary>A server is asked once for many rows; SQL Server takes 2100 values and 1000 rows at a time.</summary>
    private const int MostValues = 1000;

    private const int MostRows = 100;

    public static RowSum Run(
        TableShape table, DbConnection from, DbTransaction? reading, DbConnection to, DbTransaction writing, CancellationToken cancel)
    {
        var sum = new RowSum();
        DbCommand? insert = null;
        try
        {
            foreach (var rows in Rows(table, from, reading).Chunk(Math.Clamp(MostValues / table.Columns.Count, 1, MostRows)))
            {
                cancel.ThrowIfCancellationRequested();
                if (insert is null || insert.Parameters.Count != rows.Length * table.Columns.Count)
                {
                    insert?.Dispose();
                    insert = Insert(table, rows.Length, to, writing);
                }
                Give(insert, rows);
                insert.ExecuteNonQuery();
                foreach (var row in rows)
                    sum.Add(row);
            }
            return sum;
        }
        finally
        {
            insert?.Dispose();
        }
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

    private static DbCommand Insert(TableShape table, int rows, DbConnection to, DbTransaction writing)
    {
        var insert = to.CreateCommand();
        insert.Transaction = writing;
        var values = Enumerable.Range(0, rows * table.Columns.Count).Select(i => $"@p{i}").Chunk(table.Columns.Count).Select(row => $"({string.Join(", ", row)})");
        insert.CommandText = $"insert into {table.Name} ({Columns(table)}) values {string.Join(", ", values)}";
        for (var i = 0; i < rows * table.Columns.Count; i++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            insert.Parameters.Add(parameter);
        }
        return insert;
    }

    /// <summary>All values of a column are of one type, also those that are null: a server compares the rows of one statement.</summary>
    private static void Give(DbCommand insert, object?[][] rows)
    {
        var columns = rows[0].Length;
        for (var column = 0; column < columns; column++)
        {
            var type = rows.Select(r => r[column]).FirstOrDefault(v => v is not null) switch { long => DbType.Int64, double => DbType.Double, _ => DbType.String };
            for (var row = 0; row < rows.Length; row++)
            {
                var parameter = insert.Parameters[(row * columns) + column];
                parameter.DbType = type;
                parameter.Value = rows[row][column] ?? DBNull.Value;
            }
        }
    }

    private static string Columns(TableShape table) => string.Join(", ", table.Columns.Select(c => c.Name));
}
