using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Sync.Ledger.Databases;

namespace Sync.Ledger.Backups;

/// <summary>A table as the steps make it.</summary>
/// <param name="Name">of the table</param>
/// <param name="Columns">in their order</param>
/// <param name="CountsItself">whether the database numbers its rows</param>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns, bool CountsItself);

/// <param name="Name">of the column</param>
/// <param name="Padded">whether SQL Server fills it up with blanks</param>
internal sealed record ColumnShape(string Name, bool Padded);

/// <summary>Which tables steps make. SQLite tells, for it has run them.</summary>
internal static class Blueprint
{
    public static IReadOnlyList<TableShape> Of(IEnumerable<Migration> steps)
    {
        var dialect = new SqliteDialect();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var statement in steps.SelectMany(s => Schema.Statements(dialect, s)))
            connection.Execute(statement);
        return [.. connection.Query<string>(dialect.Tables).AsList().Select(t => Shape(connection, t))];
    }

    private static TableShape Shape(DbConnection connection, string table)
    {
        var columns = connection.Query<(string Name, string Type)>("select name, type from pragma_table_info(@table) order by cid", new { table });
        var sql = connection.ExecuteScalar<string>("select sql from sqlite_master where type = 'table' and name = @table", new { table })!;
        return new TableShape(
            table,
            [.. columns.Select(c => new ColumnShape(c.Name, c.Type.StartsWith("char(", StringComparison.OrdinalIgnoreCase)))],
            sql.Contains("autoincrement", StringComparison.OrdinalIgnoreCase));
    }
}
