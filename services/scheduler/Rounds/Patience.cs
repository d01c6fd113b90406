namespace Sync.Scheduler.Rounds;

/// <summary>How long a late camera is worth waiting for: while what the ready ones lose is less than what it would add.</summary>
internal static class Patience
{
    /// <param name="ready">since when each ready camera could have been exposing</param>
    /// <param name="lateSlots">exposures of each camera that is not ready, all its frames together</param>
    /// <param name="atMost">no wait is longer, from the first ready camera on</param>
    /// <returns>the instant to open without those that are late</returns>
    public static DateTimeOffset Ends(IReadOnlyCollection<DateTimeOffset> ready, IEnumerable<TimeSpan> lateSlots, TimeSpan atMost)
    {
        var first = ready.Min();
        var worth = lateSlots.Max();
        // Waiting until t costs the sum of (t - since) over the ready cameras; that equals the worth of the longest late slot at
        var waited = ready.Aggregate(TimeSpan.Zero, (sum, since) => sum + (since - first));
        var wait = (worth + waited) / ready.Count;
        return first + (wait < atMost ? wait : atMost);
    }
}
