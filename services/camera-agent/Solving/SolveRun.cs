namespace Sync.CameraAgent.Solving;

/// <summary>How a field is wanted to lie.</summary>
/// <param name="WantedDegrees">position angle of the frame's top, from north through east</param>
/// <param name="ToleranceDegrees">so near is enough</param>
/// <param name="Tries">frames at most</param>
/// <param name="HalfTurn">whether a field that is turned by half is as good</param>
/// <param name="Rotator">null where nothing can turn it: how it lies is only found out</param>
internal sealed record SolvePlan(double WantedDegrees, double ToleranceDegrees, int Tries, bool HalfTurn, RotatorReach? Rotator);

/// <summary>Where a rotator can stand, degrees by its own marks.</summary>
/// <param name="LowestDegrees">one end</param>
/// <param name="HighestDegrees">the other</param>
/// <param name="Reversed">whether the position angle gets smaller when its marks say more</param>
internal sealed record RotatorReach(double LowestDegrees, double HighestDegrees, bool Reversed);

/// <summary>What one frame told.</summary>
/// <param name="AngleDegrees">position angle of its top; null when it was not solved</param>
/// <param name="Trouble">why not; null when it was</param>
internal sealed record SolveTry(double? AngleDegrees, string? Trouble);

/// <summary>What is to be done after a frame.</summary>
internal abstract record SolveStep;

/// <summary>Expose and solve another.</summary>
internal sealed record TryAgain : SolveStep;

/// <summary>Turn the rotator there, and try again.</summary>
internal sealed record TurnTo(double RotatorDegrees) : SolveStep;

/// <summary>The field lies as it should, as far as the camera can help it.</summary>
internal sealed record FieldFound : SolveStep;

/// <summary>It does not, or nobody knows; go on with it as it lies.</summary>
internal sealed record Unrotated(string Reason) : SolveStep;

/// <summary>Brings a field to its angle: what the last frame told decides what comes next.</summary>
internal static class SolveRun
{
    /// <param name="plan">how it should lie</param>
    /// <param name="tries">at least one</param>
    /// <param name="rotatorDegrees">where the rotator stood for the last one; anything without a rotator</param>
    public static SolveStep Next(SolvePlan plan, IReadOnlyList<SolveTry> tries, double rotatorDegrees)
    {
        var last = tries[^1];
        if (last.AngleDegrees is not { } angle)
            return tries.Count < plan.Tries ? new TryAgain() : new Unrotated($"{Frames(tries.Count)}, the last one not solved: {last.Trouble}");
        if (plan.Rotator is not { } rotator)
            return new FieldFound();
        var off = Off(plan, angle);
        if (Math.Abs(off) <= plan.ToleranceDegrees)
            return new FieldFound();
        if (tries.Count >= plan.Tries)
            return new Unrotated(FormattableString.Invariant($"{Frames(tries.Count)}, and the field lies at {angle:0.0}° where {plan.WantedDegrees:0.0}° is wanted."));
        return Reach(plan, rotator, rotatorDegrees, rotator.Reversed ? -off : off) is { } to
            ? new TurnTo(to)
            : new Unrotated(FormattableString.Invariant(
                $"The field lies at {angle:0.0}° where {plan.WantedDegrees:0.0}° is wanted, and the rotator goes from {rotator.LowestDegrees:0.#}° to {rotator.HighestDegrees:0.#}° only."));
    }

    /// <returns>by how much the field must be turned, the shorter way</returns>
    public static double Off(SolvePlan plan, double angleDegrees) => Math.IEEERemainder(plan.WantedDegrees - angleDegrees, Period(plan));

    /// <summary>The nearest of all places that give the angle and that the rotator can reach; null when there is none.</summary>
    private static double? Reach(SolvePlan plan, RotatorReach rotator, double from, double by) => Enumerable.Range(-4, 9)
        .Select(turns => from + by + (turns * Period(plan)))
        .Where(to => to >= rotator.LowestDegrees && to <= rotator.HighestDegrees)
        .OrderBy(to => Math.Abs(to - from))
        .Cast<double?>()
        .FirstOrDefault();

    private static double Period(SolvePlan plan) => plan.HalfTurn ? 180 : 360;

    private static string Frames(int count) => count == 1 ? "1 frame was exposed" : $"{count} frames were exposed";
}
