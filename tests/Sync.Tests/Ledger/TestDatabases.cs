using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Sync.Tests.Ledger;

/// <summary>
/// Empty databases for tests: on SQLite always, and on SQL Server when SYNC_TEST_SQLSERVER holds a connection string. Every
/// table of the database named there is dropped before each test.
/// </summary>
internal sealed class TestDatabases : IDisposable
{
    private static readonly string? SqlServer = Environment.GetEnvironmentVariable("SYNC_TEST_SQLSERVER");
    private readonly Scratch scratch = new();
    private int files;

    public static TheoryData<string> Engines => string.IsNullOrEmpty(SqlServer) ? ["SQLite"] : ["SQLite", "SQL Server"];

    /// <summary>The one that was made last.</summary>
    public string Last { get; private set; } = "";

    public string New(string engine)
    {
        if (engine == "SQLite")
            return Last = $"Data Source={scratch.File($"{++files}.db")}";
        using var connection = new SqlConnection(SqlServer);
        connection.Open();
        foreach (var table in connection.Query<string>("select table_name from information_schema.tables where table_type = 'BASE TABLE'").AsList())
            connection.Execute($"drop table {table}");
        return Last = SqlServer!;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        scratch.Dispose();
    }
}
