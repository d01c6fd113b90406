using Sync.Contracts;

namespace Sync.Scheduler.Nights;

/// <summary>How far the telescopes have been brought to the middle of a target, since they were pointed at it anew.</summary>
/// <param name="Target">where the middle should be</param>
/// <param name="Tries">how often it was looked where it is, whether or not that was found</param>
public sealed record Centring(SkyPlace Target, int Tries)
{
    /// <summary>Who finds it out in the round under way; null when nobody does.</summary>
    public string? Camera { get; init; }

    /// <summary>Where it was found, beyond what is tolerated: the next move brings it to the target. Null when no move is needed, or it is under way.</summary>
    public SkyPlace? Looks { get; init; }
}
