using Sync.Contracts;
using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Nights;

/// <summary>What the night knows of the side of the pier, and what it does about flips that fail.</summary>
internal sealed class NightFlips(FlipOptions options)
{
    public FlipRule? Rule => options.Rule;

    /// <summary>Null before the first slew, and where nobody knows where the telescopes are.</summary>
    public static Pointing? PointingOf(Night night) =>
        night.PointedAt is { } since ? new(since, night.Side is { } side ? side == SideOfPier.East : null) : null;

    /// <summary>Those that were left for the night say why.</summary>
    public static IReadOnlyList<TargetToPlan> Mark(Night night, IReadOnlyList<TargetToPlan> targets) =>
        night.Left.Count == 0 ? targets : [.. targets.Select(t => t with { LeftBecause = night.Left.GetValueOrDefault(t.TargetId) })];

    public static void Settled(Night night, SkySettled settled)
    {
        if (night.MoveKind is "slew" or "centre" or "flip" or "recentre")
            (night.Side, night.PointedAt, night.FailedFlips) = (settled.Side, settled.Ended, 0);
    }

    /// <summary>A slew that failed has left the telescopes on either side. A flip that failed is made again, but not for ever.</summary>
    /// <returns>why the target was left for the night; null when it was not</returns>
    public string? Failed(Night night, string reason)
    {
        if (night.MoveKind is "slew" or "centre" or "recentre")
            (night.Side, night.PointedAt) = (null, null);
        if (night.MoveKind != "flip" || ++night.FailedFlips < options.Tries)
            return null;
        night.FailedFlips = 0;
        return night.Left[night.TargetId!.Value] = $"The mount did not flip for it, {options.Tries} times: {reason}";
    }
}
