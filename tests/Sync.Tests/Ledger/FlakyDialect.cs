using System.Data.Common;
using Sync.Ledger.Databases;
using Sync.Ledger.Locks;

namespace Sync.Tests.Ledger;

/// <summary>A database whose connections break where a test says so; beneath it is SQLite.</summary>
internal sealed class FlakyDialect : Dialect
{
    private readonly SqliteDialect sqlite = new();
    private readonly Queue<bool> commits = new();

    /// <summary>How many times from now on no connection is to be had.</summary>
    public int Away { get; set; }

    /// <summary>What a process has of the store.</summary>
    public FlakyLock Held { get; } = new();

    public override bool SingleWriter => false;

    public override bool LosesCommits => true;

    public override string TableExists => sqlite.TableExists;

    /// <summary>The next commit that is not broken yet loses its answer.</summary>
    /// <param name="done">whether it is done nevertheless</param>
    /// <param name="thenAway">how many times no connection is to be had after it</param>
    public void BreakCommit(bool done, int thenAway = 0)
    {
        commits.Enqueue(done);
        AwayAfterCommit = thenAway;
    }

    private int AwayAfterCommit { get; set; }

    public override DbConnection Open(string connectionString, bool readOnly)
    {
        if (Away > 0)
        {
            Away--;
            throw new BrokenConnectionException();
        }
        return sqlite.Open(connectionString, readOnly);
    }

    public override void Commit(DbTransaction transaction)
    {
        if (!commits.TryDequeue(out var done))
        {
            base.Commit(transaction);
            return;
        }
        if (done)
            transaction.Commit();
        else
            transaction.Rollback();
        Away = AwayAfterCommit;
        throw new BrokenConnectionException();
    }

    public override string Translate(string ddl) => sqlite.Translate(ddl);

    public override string First(int count, string select) => sqlite.First(count, select);

    public override bool IsTransient(Exception exception) => exception is BrokenConnectionException || sqlite.IsTransient(exception);

    public override bool IsDuplicate(Exception exception) => sqlite.IsDuplicate(exception);

    public override string Kind => sqlite.Kind;

    public override string Describe(string connectionString) => sqlite.Describe(connectionString);

    public override bool Exists(string connectionString) => sqlite.Exists(connectionString);

    public override string Tables => sqlite.Tables;

    public override DbTransaction Snapshot(DbConnection connection) => sqlite.Snapshot(connection);

    public override string? OwnNumbers(string table, bool allowed) => sqlite.OwnNumbers(table, allowed);

    public override IStoreLock Lock(string connectionString) => Held;
}

internal sealed class BrokenConnectionException() : Exception("The connection broke.");

/// <summary>A lock that is taken away where a test says so.</summary>
internal sealed class FlakyLock : IStoreLock
{
    /// <summary>Whether another process has it.</summary>
    public bool IsElsewhere { get; set; }

    public bool Held { get; set; }

    /// <summary>Released whenever somebody has tried to take it.</summary>
    public SemaphoreSlim Tried { get; } = new(0);

    public bool Take()
    {
        Held = !IsElsewhere;
        Tried.Release();
        return Held;
    }

    public bool IsHeld() => Held;

    public void Dispose() => Held = false;
}
