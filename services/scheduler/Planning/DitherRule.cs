namespace Sync.Scheduler.Planning;

/// <summary>An exposure since the last dither.</summary>
/// <param name="Camera">Who took it.</param>
/// <param name="Filter">Through what; null without a wheel.</param>
public sealed record TakenExposure(string Camera, string? Filter);

/// <summary>When to dither: Target Scheduler's rule, counted for each camera by itself; one dither serves all.</summary>
public static class DitherRule
{
    /// <summary>
    /// Whether to dither before the next round: the target's own order says so to some camera, or some camera has taken as many exposures through the filter that it is to use as its slot
    /// allows. What a camera took before the last dither, or of another target, must not be in the list.
    /// </summary>
    public static bool Due(IReadOnlyList<TakenExposure> sinceDither, IReadOnlyList<CameraSlot> next) => next.Any(slot =>
        slot.DithersBefore || (slot.DitherEvery > 0 && sinceDither.Count(e => e.Camera == slot.Camera && e.Filter == slot.Filter) >= slot.DitherEvery));
}
