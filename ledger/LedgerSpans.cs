using System.Diagnostics;
using Sync.Ledger.Databases;

namespace Sync.Ledger;

/// <summary>What of the ledger's work is in traces.</summary>
internal static class LedgerSpans
{
    private const string Name = "database write";
    private static readonly ActivitySource Source = new("Sync.Ledger");

    /// <summary>One transaction, from the wait for its turn to its commit; null where nothing is being traced, for it never begins a trace.</summary>
    public static Activity? Write(Dialect dialect)
    {
        if (Activity.Current is not { Recorded: true } here)
            return null;
        // MassTransit names what is within "X receive" "X process", by the operation's name: that one must stay for it.
        var operation = here.OperationName.EndsWith(" receive", StringComparison.Ordinal) ? here.OperationName : Name;
        if (Source.CreateActivity(operation, ActivityKind.Client) is not { } span)
            return null;
        span.DisplayName = Name;
        return span
            .SetTag("db.system.name", dialect.Kind == "SQLite" ? "sqlite" : "microsoft.sql_server")
            .SetTag("db.operation.name", "COMMIT")
            .Start();
    }
}
