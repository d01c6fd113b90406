namespace Sync.Contracts;

/// <summary>Round to night: every shutter of the round is closed, or its lease is over.</summary>
public sealed record RoundClosed
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>Its night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>Whether shutters were opened at all.</summary>
    public required bool Opened { get; init; }

    /// <summary>What became of each camera.</summary>
    public required IReadOnlyList<CameraOutcome> Cameras { get; init; }
}

/// <summary>What became of one camera in one round.</summary>
public sealed record CameraOutcome
{
    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>How it ended.</summary>
    public required SlotEnd End { get; init; }

    /// <summary>How many frames it took, as far as it has said.</summary>
    public required int Frames { get; init; }

    /// <summary>Why it took none, or fewer than it was given; null when it took all.</summary>
    public required string? Reason { get; init; }

    /// <summary>How long flats are to be exposed, where it was to find that out and did; null otherwise.</summary>
    public TimeSpan? FlatExposure { get; init; }

    /// <summary>Where the middle of its field is, where it was to find that out and did; null otherwise.</summary>
    public SkyPlace? Field { get; init; }

    /// <summary>Whether it was waited for in vain: from the beginning of the round to its end it said nothing.</summary>
    public bool NeverReady { get; init; }
}

/// <summary>How one camera's slot ended.</summary>
public enum SlotEnd
{
    /// <summary>It took a frame, or several, found its focus, or its field as it should lie.</summary>
    Taken,

    /// <summary>It was not ready in time, and what was left of the round was too short for it: in sync wait.</summary>
    LeftOut,

    /// <summary>Its shutter closed without a frame.</summary>
    Aborted,

    /// <summary>It was never heard of again; the sky was released when its lease was over.</summary>
    Missing,
}
