using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Sync.Ledger.Databases;

/// <summary>Somebody else's database.</summary>
public static class SqliteFile
{
    /// <summary>Opens it so that nothing in it or beside it can change.</summary>
    /// <exception cref="LedgerException">there is no such file, or it is not an SQLite database</exception>
    public static DbConnection OpenReadOnly(string path)
    {
        SqliteDialect.Ready();
        if (!File.Exists(path))
            throw new LedgerException($"There is no file {path}.");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            using var probe = connection.CreateCommand();
            probe.CommandText = "select count(*) from sqlite_master";
            probe.ExecuteScalar();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new LedgerException($"{path} can't be read as an SQLite database: {e.Message}");
        }
    }

    /// <summary>Whether it has a table of that name.</summary>
    /// <exception cref="LedgerException">there is no such file, or it is not an SQLite database</exception>
    public static bool Holds(string path, string table)
    {
        using var connection = OpenReadOnly(path);
        return connection.ExecuteScalar<int>("select count(*) from sqlite_master where type = 'table' and name = @table", new { table }) > 0;
    }

    /// <summary>Copies all rows of these tables, and of each the columns that both files have.</summary>
    public static void CopyTables(string from, string to, IEnumerable<string> tables)
    {
        SqliteDialect.Ready();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ConnectionString);
        connection.Open();
        connection.Execute("attach @from as source", new { from });
        using var transaction = connection.BeginTransaction();
        foreach (var table in tables)
        {
            var columns = string.Join(", ", connection.Query<string>(
                "select name from pragma_table_info(@table) where name in (select name from pragma_table_info(@table, 'source'))", new { table }, transaction));
            connection.Execute($"insert into {table} ({columns}) select {columns} from source.{table}", transaction: transaction);
        }
        transaction.Commit();
    }
}
