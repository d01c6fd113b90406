using Sync.Ledger.Databases;

namespace Sync.Ledger;

/// <summary>Where a role keeps what must not be lost.</summary>
public sealed class LedgerOptions
{
    /// <summary>"Data Source=FILE" for SQLite, "Server=…;Database=…" for SQL Server.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// The transport forgets its queues with the process, so a message stays in the outbox until its reader has committed.
    /// With a broker it leaves the outbox as soon as the broker has confirmed it.
    /// </summary>
    public required bool KeepUntilConsumed { get; init; }

    /// <summary>
    /// Whether what is committed is to outlive a loss of power also; false for a night that is only simulated. The end of the process it outlives
    /// anyway.
    /// </summary>
    public bool OutlivesPower { get; init; } = true;

    /// <summary>By which a database that is busy or away is waited for: the real clock, whatever the night's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Null for the one that the connection string speaks of.</summary>
    internal Dialect? Dialect { get; init; }

    /// <summary>
    /// In whose name a broker is spoken to; null without one. What A says to B goes to the exchange A.B: only A may write to it,
    /// and B reads from it, so that B knows by the broker's word who speaks.
    /// </summary>
    public string? Sender { get; init; }

    /// <summary>Carries letters in place of the bus; null for the bus. It returns when the letter is safe, and throws when it is not.</summary>
    public Func<Letter, CancellationToken, Task>? Carry { get; init; }

    /// <summary>Called before each commit; where it throws, nothing is committed. Null for nothing to call.</summary>
    public Action? Committing { get; init; }

    /// <summary>Called after each commit, before anything comes of it. Null for nothing to call.</summary>
    public Action? HasCommitted { get; init; }

    /// <summary>
    /// The address to send to. An exchange and not a queue: a sender then declares nothing that the reader declares otherwise.
    /// </summary>
    /// <param name="endpoint">a name of <c>Addresses</c></param>
    public Uri Address(string endpoint) => new(Sender is null ? $"exchange:{endpoint}" : $"exchange:{Sender}.{endpoint}");
}
