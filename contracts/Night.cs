namespace Sync.Contracts;

/// <summary>To the night: begin. A second one for the same night changes nothing.</summary>
public sealed record StartNight
{
    /// <summary>The night that begins.</summary>
    public required Guid NightId { get; init; }

    /// <summary>No exposure goes on beyond this instant; null when only the sky decides.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>The cameras to wait for before the first round, within the limit of the preparation.</summary>
    public required IReadOnlyList<string> Cameras { get; init; }
}

/// <summary>To the night: end in order. Shutters close, the mount parks.</summary>
public sealed record StopNight
{
    /// <summary>The night that ends.</summary>
    public required Guid NightId { get; init; }

    /// <summary>Who wanted it and why, for the record.</summary>
    public required string Reason { get; init; }

    /// <summary>Close shutters now; otherwise exposures under way are finished first.</summary>
    public required bool AbortExposures { get; init; }

    /// <summary>Whom to answer; null when nobody waits for an answer.</summary>
    public required Guid? RequestId { get; init; }
}

/// <summary>To the night: expose nothing more until you are resumed. The mount stops tracking.</summary>
public sealed record PauseNight
{
    /// <summary>The night that pauses.</summary>
    public required Guid NightId { get; init; }

    /// <summary>Who wanted it and why, for the record.</summary>
    public required string Reason { get; init; }

    /// <summary>Close shutters now; otherwise exposures under way are finished first.</summary>
    public required bool AbortExposures { get; init; }

    /// <summary>Whom to answer.</summary>
    public required Guid RequestId { get; init; }
}

/// <summary>To the night: go on. The telescopes are pointed anew.</summary>
public sealed record ResumeNight
{
    /// <summary>The night that goes on.</summary>
    public required Guid NightId { get; init; }

    /// <summary>Whom to answer.</summary>
    public required Guid RequestId { get; init; }
}
