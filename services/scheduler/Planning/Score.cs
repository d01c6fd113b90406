namespace Sync.Scheduler.Planning;

/// <summary>How much a target is wanted now: Target Scheduler's rules with the weights of the target's own project.</summary>
internal static class Score
{
    /// <param name="prospect">the target</param>
    /// <param name="isCurrent">whether the telescopes look at it</param>
    /// <param name="input">what is known, other panels of a mosaic among it</param>
    /// <param name="sky">of the night</param>
    public static double Of(Prospect prospect, bool isCurrent, PlanningInput input, NightSky sky)
    {
        var at = input.Now;
        var target = prospect.Target;
        var weights = target.Weights;
        var sum = (weights.ProjectPriority * target.Priority / 2)
            + (weights.PercentComplete * Completion(target))
            + (weights.SettingSoonest * SettingSoonest(prospect.EndTime(at), sky))
            + (weights.MeridianWindowPriority * (target.MeridianWindow > TimeSpan.Zero ? 1 : 0))
            + (weights.TargetSwitchPenalty * (isCurrent ? 1 : 0))
            + (weights.MeridianFlipPenalty == 0 ? 0 : weights.MeridianFlipPenalty * (prospect.IsClearOfFlip(at) ? 1 : 0))
            + (weights.MosaicCompletion == 0 ? 0 : weights.MosaicCompletion * BehindOtherPanels(target, input.Targets))
            + (weights.SmartExposureOrder == 0 || !target.SmartOrder ? 0 : weights.SmartExposureOrder * prospect.MoonAversion(at));
        return sum / 100;
    }

    /// <summary>Mean of all plans, 0 to 1. Frames not judged yet count: most are good, and the verdict comes in minutes.</summary>
    internal static double Completion(TargetToPlan target) => target.Plans.Count == 0
        ? 0
        : target.Plans.Average(p => p.Desired > 0 ? Math.Min(1.0, (p.Accepted + p.Pending) / (double)p.Desired) : 0);

    /// <summary>How far a panel is behind the mean of the others of its mosaic, 0 to 1.</summary>
    private static double BehindOtherPanels(TargetToPlan target, IReadOnlyList<TargetToPlan> all)
    {
        if (!target.IsMosaic)
            return 0;
        var others = all.Where(t => t.ProjectId == target.ProjectId && t.TargetId != target.TargetId).Select(Completion).ToList();
        return others.Count == 0 ? 0 : Math.Max(0, others.Average() - Completion(target));
    }

    private static double SettingSoonest(DateTimeOffset? ends, NightSky sky) =>
        ends is { } end ? 1 - ((end - sky.Night.Noon) / TimeSpan.FromDays(1)) : 0;
}
