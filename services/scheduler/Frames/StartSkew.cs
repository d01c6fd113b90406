using Sync.Ledger;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Frames;

/// <summary>How far apart the shutters of one round opened.</summary>
internal static class StartSkew
{
    /// <returns>null while frames are still to come, or when there is only one</returns>
    public static TimeSpan? Of(Transaction t, Guid roundId)
    {
        var round = roundId.Key();
        if (t.First<int>("select count(*) from allotment where round_id = @round and state = 'Open'", new { round }) > 0)
            return null;
        var row = t.First<Row>(
            "select count(*) as Frames, min(opened) as First, max(opened) as Last from frame where round_id = @round", new { round });
        return row is { Frames: > 1 } ? TimeSpan.FromMilliseconds(row.Last - row.First) : null;
    }

    private sealed class Row
    {
        public required int Frames { get; init; }

        public long First { get; init; }

        public long Last { get; init; }
    }
}
