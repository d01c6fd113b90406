using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Dither.Moves;

/// <summary>Takes orders to move: each once, and none that is behind the present epoch.</summary>
public sealed partial class Orders
{
    private readonly Conductor conductor;
    private readonly TimeProvider time;
    private readonly ILogger<Orders> log;

    internal Orders(Conductor conductor, TimeProvider time, ILogger<Orders> log) =>
        (this.conductor, this.time, this.log) = (conductor, time, log);

    internal async Task Take(Move move, Transaction t)
    {
        if (MoveJournal.Find(t, move.MoveId) is { } known)
        {
            if (MoveOutcome.From(known.Outcome) is { } outcome)
                await MoveJournal.Tell(t, outcome);
            return;
        }
        if (MoveJournal.Epoch(t, move.NightId) is { } epoch && move.Epoch <= epoch)
        {
            var now = time.GetUtcNow();
            var reason = $"This {move.Name} is stale: it would begin epoch {move.Epoch}, and epoch {epoch} has begun.";
            Stale(log, move.Kind, move.MoveId, reason);
            await t.Send(Addresses.Night, move.Failed(now, now, reason));
            return;
        }
        var traced = move with { TraceParent = DitherSpans.Here };
        MoveJournal.Begin(t, traced, conductor.Process);
        t.OnCommitted(() => conductor.Add(traced));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {MoveId} was refused: {Reason}")]
    private static partial void Stale(ILogger log, string kind, Guid moveId, string reason);
}
