namespace Sync.CameraAgent.Focusing;

/// <summary>How a focuser is to be run through focus.</summary>
/// <param name="StepSize">between two points, focuser steps</param>
/// <param name="Offset">points on each side of focus</param>
/// <param name="RSquaredLimit">a curve that explains less is none</param>
/// <param name="LowestPosition">of the focuser</param>
/// <param name="HighestPosition">of the focuser</param>
internal sealed record FocusPlan(int StepSize, int Offset, double RSquaredLimit, int LowestPosition, int HighestPosition)
{
    /// <summary>Nobody needs more to find focus; who does is far from it, or has no stars.</summary>
    public int MostPoints => (4 * Offset) + 2;
}

/// <summary>What is to be done next in a run through focus.</summary>
internal abstract record FocusStep;

/// <summary>Measure at this position. Every run goes down only, so that backlash is taken up once.</summary>
internal sealed record MeasureAt(int Position) : FocusStep;

/// <summary>Go there; it is focus.</summary>
internal sealed record Focused(FocusCurve Curve) : FocusStep;

/// <summary>There is no focus to be found; go back to where it began.</summary>
internal sealed record NotFocused(string Reason) : FocusStep;

/// <summary>A run through focus: what has been measured decides where to measure next.</summary>
internal static class FocusRun
{
    /// <param name="plan">how far and how fine</param>
    /// <param name="start">where the focuser was</param>
    /// <param name="points">what was measured in this run, in its order; a frame without stars is one of 0 pixels</param>
    public static FocusStep Next(FocusPlan plan, int start, IReadOnlyList<FocusPoint> points)
    {
        var seen = points.Where(p => p.HfrPixels > 0).ToList();
        if (points.Count >= plan.Offset && seen.Count == 0)
            return new NotFocused($"No stars were found in {points.Count} frames.");
        if (points.Count == 0)
            return Measure(plan, points, start + (plan.Offset * plan.StepSize));
        var best = seen.Count == 0 ? start : seen.MinBy(p => p.HfrPixels).Position;
        var (above, below) = (seen.Count(p => p.Position > best), seen.Count(p => p.Position < best));
        if (below < plan.Offset)
            return Measure(plan, points, points.Min(p => p.Position) - plan.StepSize);
        if (above < plan.Offset)
            return Measure(plan, points, points.Max(p => p.Position) + plan.StepSize);
        return Judge(plan, seen);
    }

    private static FocusStep Judge(FocusPlan plan, List<FocusPoint> seen) => FocusCurve.Through(seen) switch
    {
        null => new NotFocused($"The {seen.Count} measured radii have no lowest place."),
        { RSquared: var r } when r < plan.RSquaredLimit => new NotFocused($"The curve explains {r:0.00} of the measured radii's spread; {plan.RSquaredLimit:0.00} is wanted."),
        { Position: var at } when at < seen.Min(p => p.Position) || at > seen.Max(p => p.Position) => new NotFocused($"The curve's lowest place, {at:0}, is beyond what was measured."),
        var curve => new Focused(curve),
    };

    private static FocusStep Measure(FocusPlan plan, IReadOnlyList<FocusPoint> points, int position)
    {
        if (points.Count >= plan.MostPoints)
            return new NotFocused($"After {points.Count} frames focus was not passed yet; begin nearer to it.");
        var within = Math.Clamp(position, plan.LowestPosition, plan.HighestPosition);
        return points.Any(p => p.Position == within)
            ? new NotFocused($"The focuser ends at {within}, and focus was not passed yet.")
            : new MeasureAt(within);
    }
}
