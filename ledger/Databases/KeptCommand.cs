using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Sync.Ledger.Databases;

/// <summary>A command that becomes one which was compiled before when it is told its text, and gives it back when it is disposed.</summary>
internal sealed class KeptCommand(KeptStatements connection) : DbCommand
{
    private SqliteCommand? inner;

    [AllowNull]
    public override string CommandText
    {
        get => inner?.CommandText ?? "";
        set
        {
            var next = connection.Take(value ?? "");
            if (inner is { } before)
            {
                foreach (SqliteParameter parameter in before.Parameters)
                    next.Parameters.Add(parameter); // a list is written out after it was added
            }
            GiveBack();
            inner = next;
        }
    }

    public override int CommandTimeout
    {
        get => Inner.CommandTimeout;
        set => Inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set => Inner.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("It stays with the connection that made it.");
    }

    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    private SqliteCommand Inner => inner ?? throw new InvalidOperationException("A command is told its text first.");

    public override void Cancel() => Inner.Cancel();

    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    public override void Prepare() => Ready().Prepare();

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            GiveBack();
        base.Dispose(disposing);
    }

    private SqliteCommand Ready()
    {
        Inner.Transaction = (SqliteTransaction?)DbTransaction;
        return Inner;
    }

    private void GiveBack()
    {
        if (inner is not { } used)
            return;
        inner = null;
        connection.Give(used);
    }
}
