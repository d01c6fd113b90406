namespace Sync.Scheduler.Nights;

/// <summary>What one camera takes in the present round.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="PlanId">The exposure plan that it serves.</param>
/// <param name="Kind">The template's name.</param>
/// <param name="Filter">Null without a wheel.</param>
/// <param name="Exposure">How long the shutter is open for one frame.</param>
/// <param name="Frames">How many it takes at most.</param>
public sealed record NightSlot(string Camera, Guid PlanId, string Kind, string? Filter, TimeSpan Exposure, int Frames = 1)
{
    /// <summary>Place of the first of them in the target's own order, from 0; null without one.</summary>
    public int? Item { get; init; }
}
