using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Catalogue;

/// <summary>The scoring rules by the names under which Target Scheduler stores their weights.</summary>
internal static class RuleNames
{
    public const string MeridianFlipPenalty = "Meridian Flip Penalty";
    public const string MeridianWindowPriority = "Meridian Window Priority";
    public const string MosaicCompletion = "Mosaic Completion";
    public const string PercentComplete = "Percent Complete";
    public const string ProjectPriority = "Project Priority";
    public const string SettingSoonest = "Setting Soonest";
    public const string SmartExposureOrder = "Smart Exposure Order";
    public const string TargetSwitchPenalty = "Target Switch Penalty";

    /// <summary>All of them with the weight where a project doesn't say.</summary>
    public static readonly IReadOnlyDictionary<string, double> Defaults = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
    {
        [MeridianFlipPenalty] = 0,
        [MeridianWindowPriority] = 75,
        [MosaicCompletion] = 0,
        [PercentComplete] = 50,
        [ProjectPriority] = 50,
        [SettingSoonest] = 50,
        [SmartExposureOrder] = 0,
        [TargetSwitchPenalty] = 67,
    };

    public static RuleWeights Weights(IEnumerable<WeightRow> rows)
    {
        var weights = new Dictionary<string, double>(Defaults, StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
            weights[row.Name] = row.Weight;
        return new()
        {
            MeridianFlipPenalty = weights[MeridianFlipPenalty],
            MeridianWindowPriority = weights[MeridianWindowPriority],
            MosaicCompletion = weights[MosaicCompletion],
            PercentComplete = weights[PercentComplete],
            ProjectPriority = weights[ProjectPriority],
            SettingSoonest = weights[SettingSoonest],
            SmartExposureOrder = weights[SmartExposureOrder],
            TargetSwitchPenalty = weights[TargetSwitchPenalty],
        };
    }
}
