using Sync.Ledger;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Frames;

/// <summary>How far apart the shutters of one round first opened.</summary>
internal static class StartSkew
{
    /// <returns>null while frames are still to come, or when there is only one camera</returns>
    public static TimeSpan? Of(Transaction t, Guid roundId)
    {
        var round = roundId.Key();
        if (t.First<int>("select count(*) from allotment where round_id = @round and state = 'Open'", new { round }) > 0)
            return null;
        var row = t.First<Row>(
            """
            select count(*) as Cameras, min(f.opened) as First, max(f.opened) as Last
            from (select min(opened) as opened from frame where round_id = @round group by camera) f
            """,
            new { round });
        return row is { Cameras: > 1 } ? TimeSpan.FromMilliseconds(row.Last - row.First) : null;
    }

    private sealed class Row
    {
        public required int Cameras { get; init; }

        public long First { get; init; }

        public long Last { get; init; }
    }
}
