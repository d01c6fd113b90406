using Sync.Astro.Coordinates;

namespace Sync.Scheduler.Planning;

/// <summary>All that the planner knows when it decides on the next round.</summary>
public sealed record PlanningInput
{
    /// <summary>When the round would begin.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Where the telescopes stand.</summary>
    public required GeoSite Site { get; init; }

    /// <summary>How high what stands around reaches, for projects that heed it; null where nobody has measured it.</summary>
    public Skyline? Skyline { get; init; }

    /// <summary>No exposure goes on beyond this instant; null when only the sky decides.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>Active targets of active projects, complete ones included.</summary>
    public required IReadOnlyList<TargetToPlan> Targets { get; init; }

    /// <summary>The cameras that can take part, in the order in which they are served.</summary>
    public required IReadOnlyList<CameraToPlan> Cameras { get; init; }

    /// <summary>What the telescopes look at now; null before the first slew.</summary>
    public Guid? CurrentTargetId { get; init; }

    /// <summary>
    /// Since when. For its project's minimum time the current target is kept whatever the others score; without this instant they
    /// compete from the first round on.
    /// </summary>
    public DateTimeOffset? CurrentSince { get; init; }

    /// <summary>How the telescopes were pointed at the current target; null where nobody knows: then a slew comes first.</summary>
    public Pointing? Pointing { get; init; }

    /// <summary>When the mount flips; null for one that does not.</summary>
    public FlipRule? Flip { get; init; }

    /// <summary>What sets the length of a round.</summary>
    public Pacing Pacing { get; init; } = Pacing.Strict;
}

/// <summary>A camera that takes part.</summary>
/// <param name="Name">The camera.</param>
/// <param name="Profile">Whose template variants it uses: id or name of a profile.</param>
/// <param name="Filters">Filters in its wheel; empty without one.</param>
/// <param name="Readout">Between two of its exposures; null before it has been measured: then it takes one frame.</param>
public sealed record CameraToPlan(string Name, string Profile, IReadOnlyList<string> Filters, TimeSpan? Readout = null);
