using System.Data.Common;
using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;
using Sync.Ledger.Locks;

namespace Sync.Ledger.Databases;

internal sealed class SqliteDialect(bool outlivesPower = true) : Dialect
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Constraint = 19;

    /// <summary>Of 4 kB. Whose commit fills them copies them into the database, and waits for the disk.</summary>
    private const int JournalPages = 4000;

    /// <summary>
    /// The library in the package was built without usleep and sleeps whole seconds whenever it waits for a lock, so on
    /// Linux the system's is used where there is one.
    /// </summary>
    static SqliteDialect()
    {
        NativeLibrary.SetDllImportResolver(
            typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly,
            static (name, _, _) => name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : 0);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
    }

    /// <summary>Runs the static constructor.</summary>
    internal static void Ready()
    {
    }

    public override bool SingleWriter => true;

    public override bool LosesCommits => false;

    public override string TableExists => "select count(*) from sqlite_master where type = 'table' and name = @table";

    public override DbConnection Open(string connectionString, bool readOnly)
    {
        var keys = new SqliteConnectionStringBuilder(connectionString);
        if (Path.GetDirectoryName(keys.DataSource) is { Length: > 0 } directory)
            Directory.CreateDirectory(directory);
        var connection = new SqliteConnection(keys.ConnectionString);
        connection.Open();
        connection.Execute($"""
            pragma journal_mode=wal; pragma synchronous={(outlivesPower ? "normal" : "off")}; pragma wal_autocheckpoint={JournalPages};
            pragma busy_timeout=5000; pragma query_only={(readOnly ? 1 : 0)}
            """);
        return connection;
    }

    public override DbConnection ForLong(DbConnection connection) => new KeptStatements((SqliteConnection)connection);

    public override string Translate(string ddl) =>
        ddl.Replace("{sequence}", "INTEGER PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal).Replace("nvarchar(max)", "text", StringComparison.Ordinal);

    public override string First(int count, string select) => $"{select} limit {count}";

    public override bool IsTransient(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked };

    public override bool IsDuplicate(Exception exception) => exception is SqliteException { SqliteErrorCode: Constraint };

    public override string Kind => "SQLite";

    public override string Describe(string connectionString) => File(connectionString);

    public override bool Exists(string connectionString) => System.IO.File.Exists(File(connectionString));

    public override string Tables => "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name";

    /// <summary>In WAL a reader sees what was committed when it began to read, and holds up no writer.</summary>
    public override DbTransaction Snapshot(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    public override string? OwnNumbers(string table, bool allowed) => null;

    public override IStoreLock Lock(string connectionString) => new LockFile($"{File(connectionString)}.lock");

    private static string File(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;
}
