using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Sync.Ledger.Databases;

/// <summary>
/// A connection that lives long and says the same few sentences again and again: SQLite compiles each of them once. It is used
/// by one thread at a time, as any connection; but its end may come while one still works with it.
/// </summary>
internal sealed class KeptStatements(SqliteConnection inner) : DbConnection
{
    /// <summary>Lists in a statement are written out, so that there is no end of different ones.</summary>
    private const int Most = 300;

    private readonly Lock gate = new();
    private readonly Dictionary<string, SqliteCommand> idle = [];
    private bool closed;

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Open()
    {
        lock (gate)
            closed = false;
        inner.Open();
    }

    public override void Close()
    {
        lock (gate)
        {
            closed = true;
            foreach (var command in idle.Values)
                command.Dispose();
            idle.Clear();
        }
        inner.Close();
    }

    internal SqliteCommand Take(string text)
    {
        lock (gate)
        {
            if (idle.Remove(text, out var kept))
                return kept;
        }
        var made = inner.CreateCommand();
        made.CommandText = text;
        return made;
    }

    internal void Give(SqliteCommand command)
    {
        command.Transaction = null;
        command.Parameters.Clear();
        lock (gate)
        {
            if (!closed && idle.Count < Most && idle.TryAdd(command.CommandText, command))
                return;
        }
        command.Dispose();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }
}
