using Sync.Astro.Coordinates;

namespace Sync.Scheduler.Planning;

/// <summary>A target with what its project says of it.</summary>
public sealed record TargetToPlan
{
    public required Guid TargetId { get; init; }

    public required string Name { get; init; }

    public required Guid ProjectId { get; init; }

    /// <summary>Name of the project.</summary>
    public required string Project { get; init; }

    /// <summary>0 low, 1 normal, 2 high.</summary>
    public int Priority { get; init; } = 1;

    /// <summary>The target is used while it stands higher.</summary>
    public double MinimumAltitudeDegrees { get; init; }

    /// <summary>The target is used while it stands so much higher than what is around the site; null where the minimum altitude holds alone.</summary>
    public double? AboveSkylineDegrees { get; init; }

    /// <summary>The target is used while it stands lower; 0 for any height.</summary>
    public double MaximumAltitudeDegrees { get; init; }

    /// <summary>The target is used only so long before and after its transit; zero for always.</summary>
    public TimeSpan MeridianWindow { get; init; }

    /// <summary>The telescopes don't turn to it for less.</summary>
    public TimeSpan MinimumTime { get; init; }

    /// <summary>J2000.</summary>
    public required Equatorial Position { get; init; }

    /// <summary>Position angle, degrees counter-clockwise from north.</summary>
    public double RotationDegrees { get; init; }

    /// <summary>Exposures through one filter between dithers, where the template doesn't say; 0 for never.</summary>
    public int DitherEvery { get; init; }

    /// <summary>Frames of one plan before it is the next one's turn; 0 to finish each first.</summary>
    public int SwitchEvery { get; init; }

    /// <summary>Whether plans that fear the moon most come first.</summary>
    public bool SmartOrder { get; init; }

    /// <summary>Its own order of exposures, by plans, gone through again and again; null for a dither. Empty for none. Plans that are not in it are not served.</summary>
    public IReadOnlyList<Guid?> Order { get; init; } = [];

    /// <summary>What each camera took of it last.</summary>
    public IReadOnlyDictionary<string, Turn> Turns { get; init; } = new Dictionary<string, Turn>();

    /// <summary>Whether the project's targets are panels of one picture.</summary>
    public bool IsMosaic { get; init; }

    /// <summary>Why it is not exposed any more tonight, in a sentence; null when it is.</summary>
    public string? LeftBecause { get; init; }

    public RuleWeights Weights { get; init; } = new();

    /// <summary>In the order in which they are served.</summary>
    public required IReadOnlyList<PlanToPlan> Plans { get; init; }

    internal bool HasOwnOrder => Order.Count > 0 && !SmartOrder;

    /// <summary>Whether a plan of it still wants frames, and is served at all.</summary>
    internal bool Wants(PlanToPlan plan) => plan.Remaining > 0 && (!HasOwnOrder || Order.Contains(plan.PlanId));
}

/// <summary>How much each scoring rule says, 0 to 100. The defaults are Target Scheduler's.</summary>
public sealed record RuleWeights
{
    public double MeridianFlipPenalty { get; init; }

    public double MeridianWindowPriority { get; init; } = 75;

    public double MosaicCompletion { get; init; }

    public double PercentComplete { get; init; } = 50;

    public double ProjectPriority { get; init; } = 50;

    public double SettingSoonest { get; init; } = 50;

    public double SmartExposureOrder { get; init; }

    public double TargetSwitchPenalty { get; init; } = 67;
}
