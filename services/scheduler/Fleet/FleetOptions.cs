namespace Sync.Scheduler.Fleet;

/// <summary>When a camera counts as there. Settings under "Fleet".</summary>
public sealed class FleetOptions
{
    /// <summary>A camera that says nothing for so long is lost, until it announces itself again. Heartbeats come every 3 s.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (LostAfter < TimeSpan.FromSeconds(6))
            yield return $"Fleet:LostAfter is {LostAfter}; it must be at least 6 s, two heartbeats.";
    }
}
