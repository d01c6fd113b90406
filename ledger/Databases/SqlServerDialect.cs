using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Sync.Ledger.Locks;

namespace Sync.Ledger.Databases;

internal sealed class SqlServerDialect : Dialect
{
    public override bool SingleWriter => false;

    public override bool LosesCommits => true;

    public override string TableExists => "select count(*) from information_schema.tables where table_name = @table";

    public override DbConnection Open(string connectionString, bool readOnly)
    {
        var connection = new SqlConnection(WithDefaults(connectionString));
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override string Translate(string ddl) => ddl.Replace("{sequence}", "bigint identity(1,1) primary key", StringComparison.Ordinal);

    public override string First(int count, string select) =>
        select.StartsWith("select ", StringComparison.Ordinal)
            ? $"select top ({count}) {select["select ".Length..]}"
            : throw new ArgumentException("Only a plain select can be cut.", nameof(select));

    public override bool IsTransient(Exception exception) => Has(exception, e => SqlServerErrors.IsTransient(e.Number, e.Class));

    public override bool IsDuplicate(Exception exception) => Has(exception, e => SqlServerErrors.IsDuplicate(e.Number));

    public override string Kind => "SQL Server";

    public override string Describe(string connectionString)
    {
        var keys = new SqlConnectionStringBuilder(connectionString);
        return $"{keys.InitialCatalog} on {keys.DataSource}";
    }

    public override bool Exists(string connectionString) => true;

    public override string Tables => "select table_name from information_schema.tables where table_type = 'BASE TABLE' order by table_name";

    /// <summary>Where the database keeps versions of rows nobody waits; otherwise writers of what has been read wait until it ends.</summary>
    public override DbTransaction Snapshot(DbConnection connection)
    {
        var versions = connection.ExecuteScalar<int>("select snapshot_isolation_state from sys.databases where name = db_name()") == 1;
        return connection.BeginTransaction(versions ? IsolationLevel.Snapshot : IsolationLevel.Serializable);
    }

    public override string? OwnNumbers(string table, bool allowed) => $"set identity_insert {table} {(allowed ? "on" : "off")}";

    public override IStoreLock Lock(string connectionString) => new SessionLock(
        () => Open(new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString, readOnly: false));

    /// <summary>What a connection string leaves open is decided here, and not by the version of the client.</summary>
    internal static string WithDefaults(string connectionString)
    {
        var keys = new SqlConnectionStringBuilder(connectionString);
        foreach (var (key, value) in Defaults)
        {
            if (!keys.ShouldSerialize(key))
                keys[key] = value;
        }
        return keys.ConnectionString;
    }

    /// <summary>Seconds, and connections of one role: an endpoint each, the delivery and the lock.</summary>
    private static readonly (string Key, object Value)[] Defaults =
    [
        ("Application Name", "sync"),
        ("Connect Timeout", 10),
        ("Command Timeout", 30),
        ("Pooling", true),
        ("Min Pool Size", 0),
        ("Max Pool Size", 32),
        ("Load Balance Timeout", 600),
        ("ConnectRetryCount", 3),
        ("ConnectRetryInterval", 2),
        ("MultipleActiveResultSets", false),
        ("Persist Security Info", false),
    ];

    private static bool Has(Exception exception, Func<SqlError, bool> kind) =>
        exception is SqlException failure && failure.Errors.Cast<SqlError>().Any(kind);
}
