using System.Globalization;
using Sync.Contracts;
using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Checks;

/// <summary>Whether tonight's plan has something for every camera.</summary>
internal static class PlanFindings
{
    /// <param name="present">cameras that are there</param>
    /// <param name="rig">all that the rig has, in its order</param>
    /// <param name="plan">made for those that are there; null when none is</param>
    public static IEnumerable<CheckItem> Of(IReadOnlyList<CameraHeartbeat> present, IReadOnlyList<string> rig, PreviewOfNight? plan)
    {
        if (plan is null)
        {
            yield return SchedulerFindings.Item("plan", CheckOutcome.Warning, "Not made: no camera is there, and nobody knows its filters.");
            yield break;
        }
        if (plan.Blocks.Count == 0)
        {
            yield return SchedulerFindings.Item("plan", CheckOutcome.Bad, $"Nothing would be exposed in the night of {plan.Night:yyyy-MM-dd}: {plan.Ending} See sync plan.");
            yield break;
        }
        var taken = plan.Blocks.SelectMany(b => b.Cameras).GroupBy(c => c.Camera).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        var cameras = rig.Where(c => present.Any(p => p.Camera == c)).ToList();
        yield return SchedulerFindings.Item("plan", CheckOutcome.Good, string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(taken.Values.Sum(), "exposure")} from {plan.Blocks[0].From:HH:mm} to {plan.Blocks[^1].Until:HH:mm} UTC in the night of {plan.Night:yyyy-MM-dd}: {string.Join(", ", cameras.Where(taken.ContainsKey).Select(c => $"{c} {taken[c]}"))}."));
        foreach (var camera in cameras.Where(c => !taken.ContainsKey(c)))
            yield return SchedulerFindings.Item("plan", CheckOutcome.Warning, $"{camera} has nothing to expose: no plan fits its filters, or all are done; see sync plan.");
    }

    public static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
