namespace Sync.Contracts;

/// <summary>Scheduler to one camera: do all that may take time before an exposure, then say that you are ready.</summary>
public sealed record PrepareRound
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>The night it belongs to.</summary>
    public required Guid NightId { get; init; }

    /// <summary>Counts the rounds of the night from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many moves the night has made when this round opens.</summary>
    public required int Epoch { get; init; }

    /// <summary>The epoch that began when the telescopes were last pointed: by a slew, a flip or a recentring; 0 before.</summary>
    public int PointedEpoch { get; init; }

    /// <summary>The camera that is asked.</summary>
    public required string Camera { get; init; }

    /// <summary>What it will look at.</summary>
    public required RoundTarget Target { get; init; }

    /// <summary>What this camera is to do.</summary>
    public required Slot Slot { get; init; }

    /// <summary>How long after a stamp its hold may last: the round's window and an allowance.</summary>
    public required TimeSpan Lease { get; init; }
}

/// <summary>What a round looks at.</summary>
public sealed record RoundTarget
{
    /// <summary>The target in the catalogue.</summary>
    public required Guid TargetId { get; init; }

    /// <summary>Its name, for OBJECT.</summary>
    public required string Name { get; init; }

    /// <summary>The project it belongs to.</summary>
    public required string Project { get; init; }

    /// <summary>J2000, hours.</summary>
    public required double RightAscensionHours { get; init; }

    /// <summary>J2000, degrees.</summary>
    public required double DeclinationDegrees { get; init; }

    /// <summary>Position angle, degrees counter-clockwise from north.</summary>
    public required double RotationDegrees { get; init; }
}

/// <summary>Camera to scheduler: I could open my shutter now. Said again every few seconds, each time with a new stamp. Not durable.</summary>
public sealed record CameraReady
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>As prepared for.</summary>
    public required int Epoch { get; init; }

    /// <summary>Who is ready.</summary>
    public required string Camera { get; init; }

    /// <summary>Names an instant of the camera's own monotonic clock, from which its lease runs.</summary>
    public required Guid Stamp { get; init; }

    /// <summary>Orders the stamps of one camera in one round.</summary>
    public required int StampNumber { get; init; }
}

/// <summary>Camera to scheduler: leave me out of this round.</summary>
public sealed record CameraNotReady
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>As asked for.</summary>
    public required int Epoch { get; init; }

    /// <summary>Who is not ready.</summary>
    public required string Camera { get; init; }

    /// <summary>Why, for the operator.</summary>
    public required string Reason { get; init; }
}

/// <summary>Scheduler to one camera: the sky is still, here is your hold.</summary>
public sealed record OpenShutters
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>As prepared for; refused by a camera that has heard of a later one.</summary>
    public required int Epoch { get; init; }

    /// <summary>The camera that may open.</summary>
    public required string Camera { get; init; }

    /// <summary>The newest stamp that the scheduler has of this camera; its lease runs from there.</summary>
    public required Guid Stamp { get; init; }

    /// <summary>So long after this order was read each further exposure must have ended. The first one goes by the lease alone.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Of the pier, on which the telescopes are; null where the mount does not tell.</summary>
    public SideOfPier? Side { get; init; }

    /// <summary>How long after the stamp the hold lasts; never longer than was prepared for, whatever this says. Shorter for a camera that comes late.</summary>
    public required TimeSpan Lease { get; init; }
}

/// <summary>Camera to scheduler: the shutter opened. Not durable: the frame says it again.</summary>
public sealed record ShutterOpened
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>The frame that is being exposed.</summary>
    public required Guid FrameId { get; init; }

    /// <summary>By the camera's clock.</summary>
    public required DateTimeOffset OpenedAt { get; init; }
}

/// <summary>Camera to scheduler: my shutter is closed and stays closed in this round, whatever the reason.</summary>
public sealed record ShutterClosed
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>Of the hold.</summary>
    public required int Epoch { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>How many whole frames it took: of each, FrameSaved or FrameLost is said as well. None where it focused or solved.</summary>
    public required int Frames { get; init; }

    /// <summary>How long the shutter was open, all exposures together.</summary>
    public required TimeSpan Open { get; init; }

    /// <summary>How long flats are to be exposed, where it was to find that out and did; null otherwise.</summary>
    public TimeSpan? FlatExposure { get; init; }

    /// <summary>Where the middle of its field is, where it was to find that out and did; null otherwise.</summary>
    public SkyPlace? Field { get; init; }

    /// <summary>Why it took fewer frames than it was given, found no focus, or left its field unrotated; null when it did all.</summary>
    public required string? Reason { get; init; }
}

/// <summary>Scheduler to one camera: close the shutter now, and do not open it again in this round.</summary>
public sealed record AbortSlot
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>Of the round.</summary>
    public required int Epoch { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>Why, for the record.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether a camera that is able to keeps what it has exposed until then.</summary>
    public bool KeepFrame { get; init; }
}
