using System.Data.Common;
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
}
