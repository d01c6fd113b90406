namespace Sync.Contracts;

/// <summary>Camera to scheduler, every three seconds: I am here, and this is what I am and do. Not durable.</summary>
public sealed record CameraHeartbeat
{
    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>A new one each time the agent starts.</summary>
    public required Guid Instance { get; init; }

    /// <summary>Filters in its wheel; empty without one.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>Whose template variants it uses: its own name, or the profile it was imported from.</summary>
    public required string Profile { get; init; }

    /// <summary>Arcseconds on the sky for an unbinned pixel.</summary>
    public required double PixelArcseconds { get; init; }

    /// <summary>What it is doing.</summary>
    public required CameraActivity Activity { get; init; }

    /// <summary>When the present exposure ends; null when none is under way.</summary>
    public required DateTimeOffset? ExposureEnds { get; init; }

    /// <summary>Length of the present exposure; null when none is under way.</summary>
    public required TimeSpan? Exposure { get; init; }

    /// <summary>From the end of its last whole exposure until it could begin another; null before the first.</summary>
    public required TimeSpan? Readout { get; init; }

    /// <summary>How much it needs to focus: 100 is due, less is so much of the way there; null when it can't focus.</summary>
    public double? FocusNeedPercent { get; init; }

    /// <summary>Why it needs to, in a sentence; null when it can't focus.</summary>
    public string? FocusReason { get; init; }

    /// <summary>Whether it can find out how its field lies.</summary>
    public bool Solves { get; init; }

    /// <summary>Whether its rig's owner has chosen it to say how far the telescopes are from their target; where none is chosen, focal length decides.</summary>
    public bool Centres { get; init; }

    /// <summary>Of its telescope; null where it does not tell.</summary>
    public double? FocalLengthMillimetres { get; init; }

    /// <summary>How far its field has drifted, as its frames tell; null before two of them were solved.</summary>
    public FieldDrift? Drift { get; init; }

    /// <summary>By the camera's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>How far the middle of a camera's frames has drifted since the telescopes were pointed. Dithers are in it.</summary>
public sealed record FieldDrift
{
    /// <summary>In which night they were.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch that began when they were.</summary>
    public required int PointedEpoch { get; init; }

    /// <summary>From the first frame after it that was solved to the last one.</summary>
    public required double Arcseconds { get; init; }
}

/// <summary>What a camera is doing.</summary>
public enum CameraActivity
{
    /// <summary>Nothing to do, or between rounds.</summary>
    SyncWait,

    /// <summary>Turning its wheel, setting itself up.</summary>
    Preparing,

    /// <summary>Ready, its shutter waits for a hold.</summary>
    Ready,

    /// <summary>Shutter open.</summary>
    Exposing,

    /// <summary>Reading out.</summary>
    Downloading,

    /// <summary>Its hardware does not answer.</summary>
    Failed,

    /// <summary>Looking for its focus.</summary>
    Focusing,

    /// <summary>Finding out how its field lies, and turning it.</summary>
    Solving,

    /// <summary>Finding out how long flats must be exposed.</summary>
    Metering,
}

/// <summary>Scheduler to night and round: a camera announced itself.</summary>
public sealed record CameraJoined
{
    /// <summary>The night that is under way.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }
}

/// <summary>Scheduler to night and round: a camera fell silent.</summary>
public sealed record CameraLost
{
    /// <summary>The round that is under way.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>How long nothing was heard of it.</summary>
    public required TimeSpan Silent { get; init; }
}
