using System.Diagnostics;
using Sync.Ledger.Databases;

namespace Sync.Ledger;

/// <summary>What of the ledger's work is in traces.</summary>
internal static class LedgerSpans
{
    private static readonly ActivitySource Source = new("Sync.Ledger");

    /// <summary>One transaction, from the wait for its turn to its commit; null where nothing is being traced, for it never begins a trace.</summary>
    public static Activity? Write(Dialect dialect)
    {
        if (Activity.Current is not { Recorded: true })
            return null;
        return Source.StartActivity("database write", ActivityKind.Client)?
            .SetTag("db.system.name", dialect.Kind == "SQLite" ? "sqlite" : "microsoft.sql_server")
            .SetTag("db.operation.name", "COMMIT");
    }
}
