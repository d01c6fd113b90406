using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Catalogue;

/// <summary>The scoring rules by the names under which Target Scheduler stores their weights.</summary>
internal static class RuleNames
{
    public const string MeridianWindowPriority = "Meridian Window Priority";
    public const string PercentComplete = "Percent Complete";
    public const string ProjectPriority = "Project Priority";
    public const string SettingSoonest = "Setting Soonest";
    public const string TargetSwitchPenalty = "Target Switch Penalty";

    /// <summary>All of them with the weight where a project doesn't say.</summary>
    public static readonly IReadOnlyDictionary<string, double> Defaults = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
    {
        ["Meridian Flip Penalty"] = 0,
        [MeridianWindowPriority] = 75,
        ["Mosaic Completion"] = 0,
        [PercentComplete] = 50,
        [ProjectPriority] = 50,
        [SettingSoonest] = 50,
        ["Smart Exposure Order"] = 0,
        [TargetSwitchPenalty] = 67,
    };

    public static RuleWeights Weights(IEnumerable<WeightRow> rows)
    {
        var weights = new Dictionary<string, double>(Defaults, StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
            weights[row.Name] = row.Weight;
        return new()
        {
            MeridianWindowPriority = weights[MeridianWindowPriority],
            PercentComplete = weights[PercentComplete],
            ProjectPriority = weights[ProjectPriority],
            SettingSoonest = weights[SettingSoonest],
            TargetSwitchPenalty = weights[TargetSwitchPenalty],
        };
    }
}
