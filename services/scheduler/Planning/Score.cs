namespace Sync.Scheduler.Planning;

/// <summary>How much a target is wanted now: Target Scheduler's rules with the weights of the target's own project.</summary>
internal static class Score
{
    public static double Of(Prospect prospect, bool isCurrent, DateTimeOffset at, NightSky sky)
    {
        var target = prospect.Target;
        var weights = target.Weights;
        var sum = (weights.ProjectPriority * target.Priority / 2)
            + (weights.PercentComplete * Completion(target))
            + (weights.SettingSoonest * SettingSoonest(prospect.EndTime(at), sky))
            + (weights.MeridianWindowPriority * (target.MeridianWindow > TimeSpan.Zero ? 1 : 0))
            + (weights.TargetSwitchPenalty * (isCurrent ? 1 : 0));
        return sum / 100;
    }

    /// <summary>Mean of all plans, 0 to 1. Frames not judged yet count: most are good, and the verdict comes in minutes.</summary>
    internal static double Completion(TargetToPlan target) => target.Plans.Count == 0
        ? 0
        : target.Plans.Average(p => p.Desired > 0 ? Math.Min(1.0, (p.Accepted + p.Pending) / (double)p.Desired) : 0);

    private static double SettingSoonest(DateTimeOffset? ends, NightSky sky) =>
        ends is { } end ? 1 - ((end - sky.Night.Noon) / TimeSpan.FromDays(1)) : 0;
}
