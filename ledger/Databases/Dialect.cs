using System.Data.Common;
using Sync.Ledger.Locks;

namespace Sync.Ledger.Databases;

/// <summary>All that differs between the two databases. SQL is otherwise written once.</summary>
internal abstract class Dialect
{
    /// <summary>One process writes, through one connection: writers wait for each other here and not inside the database.</summary>
    public abstract bool SingleWriter { get; }

    /// <summary>Whether a commit may have been done although it failed: the connection broke before the answer.</summary>
    public abstract bool LosesCommits { get; }

    public abstract string TableExists { get; }

    public abstract DbConnection Open(string connectionString, bool readOnly);

    /// <summary>The same connection for one that lives long and says the same again and again.</summary>
    public virtual DbConnection ForLong(DbConnection connection) => connection;

    /// <summary>Statements of a migration as this database wants them.</summary>
    public abstract string Translate(string ddl);

    /// <summary>At most <paramref name="count"/> rows of an ordered select.</summary>
    public abstract string First(int count, string select);

    /// <summary>Whether the same work may succeed when it is tried again.</summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>Whether a row of that unique key is there already.</summary>
    public abstract bool IsDuplicate(Exception exception);

    /// <summary>"SQLite" or "SQL Server".</summary>
    public abstract string Kind { get; }

    /// <summary>Which store, in words for people and without secrets.</summary>
    public abstract string Describe(string connectionString);

    /// <summary>Whether there is anything to open; SQLite would make an empty file.</summary>
    public abstract bool Exists(string connectionString);

    /// <summary>All tables of the store, whoever made them.</summary>
    public abstract string Tables { get; }

    /// <summary>A transaction that sees one instant of all tables.</summary>
    public abstract DbTransaction Snapshot(DbConnection connection);

    /// <summary>Lets rows be inserted with their own row numbers, or no longer; null where that needs no word.</summary>
    public abstract string? OwnNumbers(string table, bool allowed);

    public abstract IStoreLock Lock(string connectionString);

    public virtual void Commit(DbTransaction transaction) => transaction.Commit();

    /// <param name="connectionString">of either database</param>
    /// <param name="outlivesPower">whether what is committed must outlive a loss of power, where that is ours to say</param>
    public static Dialect For(string connectionString, bool outlivesPower = true) =>
        IsSqlServer(connectionString) ? new SqlServerDialect() : new SqliteDialect(outlivesPower);

    /// <summary>Both databases know "Data Source"; only SQLite's names nothing but a file.</summary>
    private static bool IsSqlServer(string connectionString)
    {
        var keys = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return keys.ContainsKey("Server") || keys.ContainsKey("Initial Catalog") || keys.ContainsKey("Database");
    }
}
