using System.Data.Common;

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

    /// <summary>Statements of a migration as this database wants them.</summary>
    public abstract string Translate(string ddl);

    /// <summary>At most <paramref name="count"/> rows of an ordered select.</summary>
    public abstract string First(int count, string select);

    /// <summary>Whether the same work may succeed when it is tried again.</summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>Whether a row of that unique key is there already.</summary>
    public abstract bool IsDuplicate(Exception exception);

    public virtual void Commit(DbTransaction transaction) => transaction.Commit();

    public static Dialect For(string connectionString) =>
        IsSqlServer(connectionString) ? new SqlServerDialect() : new SqliteDialect();

    /// <summary>Both databases know "Data Source"; only SQLite's names nothing but a file.</summary>
    private static bool IsSqlServer(string connectionString)
    {
        var keys = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return keys.ContainsKey("Server") || keys.ContainsKey("Initial Catalog") || keys.ContainsKey("Database");
    }
}
