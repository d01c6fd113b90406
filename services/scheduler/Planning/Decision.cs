namespace Sync.Scheduler.Planning;

/// <summary>What to do next, and why not something else.</summary>
/// <param name="Rejected">Every target that was not taken.</param>
public abstract record Decision(IReadOnlyList<Rejection> Rejected);

/// <summary>Expose.</summary>
/// <param name="Target">What to look at.</param>
/// <param name="Slots">One for each camera that has something to do; never empty.</param>
/// <param name="Window">From the first shutter that opens until the last has closed, as it is foreseen.</param>
/// <param name="Rejected">Every other target.</param>
public sealed record RoundDecision(TargetToPlan Target, IReadOnlyList<CameraSlot> Slots, TimeSpan Window, IReadOnlyList<Rejection> Rejected) : Decision(Rejected)
{
    /// <summary>Whether the telescopes must come to the other side of the pier before.</summary>
    public bool Flips { get; init; }

    /// <summary>No shutter may be open beyond it, for the mount must flip; null when it must not.</summary>
    public DateTimeOffset? Deadline { get; init; }
}

/// <summary>Nothing now, something later tonight.</summary>
/// <param name="Until">The first instant at which a target is expected to be possible.</param>
/// <param name="Reason">What is waited for, in a sentence.</param>
/// <param name="Cause">The same in a word of <see cref="WaitCause"/>.</param>
/// <param name="Rejected">Every target.</param>
public sealed record WaitDecision(DateTimeOffset Until, string Reason, string Cause, IReadOnlyList<Rejection> Rejected) : Decision(Rejected);

/// <summary>Nothing more tonight.</summary>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Rejected">Every target.</param>
public sealed record DoneDecision(string Reason, IReadOnlyList<Rejection> Rejected) : Decision(Rejected);

/// <summary>What one camera takes in a round.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="PlanId">The plan that it serves.</param>
/// <param name="Kind">The template's name.</param>
/// <param name="Filter">Name in this camera's wheel; null without one.</param>
/// <param name="Exposure">How long the shutter is open for one frame; where it focuses or solves, how long that may take.</param>
/// <param name="Gain">Null for the camera's own.</param>
/// <param name="Offset">Null for the camera's own.</param>
/// <param name="Binning">Square, from 1.</param>
/// <param name="ReadoutMode">Null for the camera's own.</param>
/// <param name="DitherEvery">Exposures of this camera through this filter between dithers; 0 for never.</param>
public sealed record CameraSlot(
    string Camera,
    Guid PlanId,
    string Kind,
    string? Filter,
    TimeSpan Exposure,
    int? Gain,
    int? Offset,
    int Binning,
    int? ReadoutMode,
    int DitherEvery)
{
    /// <summary>How many frames it takes, one after the other; from 1.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Place of the first of them in the target's own order, from 0; null without one.</summary>
    public int? Item { get; init; }

    /// <summary>Whether the target's own order has a dither before it.</summary>
    public bool DithersBefore { get; init; }

    /// <summary>Why it looks for its focus instead of taking frames; null when it takes them.</summary>
    public string? FocusesBecause { get; init; }

    /// <summary>Whether it finds out how its field lies instead of taking frames.</summary>
    public bool Solves { get; init; }

    internal bool TakesFrames => FocusesBecause is null && !Solves;

    /// <summary>No exposure may end later: the sky is too bright then, the target too low, or the night over.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;
}

/// <summary>Why a target was not taken.</summary>
/// <param name="TargetId">The target.</param>
/// <param name="Target">Its name.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="PossibleFrom">When it may be possible later tonight; null when not, or, beside a round, when that takes the moon to tell.</param>
public sealed record Rejection(Guid TargetId, string Target, string Reason, DateTimeOffset? PossibleFrom);
