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

    /// <summary>Why it is not exposed any more tonight, in a sentence; null when it is.</summary>
    public string? LeftBecause { get; init; }

    public RuleWeights Weights { get; init; } = new();

    /// <summary>In the order in which they are served.</summary>
    public required IReadOnlyList<PlanToPlan> Plans { get; init; }
}

/// <summary>How much each scoring rule says, 0 to 100. The defaults are Target Scheduler's.</summary>
public sealed record RuleWeights
{
    public double MeridianWindowPriority { get; init; } = 75;

    public double PercentComplete { get; init; } = 50;

    public double ProjectPriority { get; init; } = 50;

    public double SettingSoonest { get; init; } = 50;

    public double TargetSwitchPenalty { get; init; } = 67;
}
