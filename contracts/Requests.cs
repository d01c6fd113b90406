namespace Sync.Contracts;

/// <summary>Operator to scheduler: let the night that is under way pause. Not durable.</summary>
public sealed record RequestPause
{
    /// <summary>The request; every answer bears it.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Close shutters now; otherwise exposures under way are finished first.</summary>
    public required bool AbortExposures { get; init; }
}

/// <summary>Operator to scheduler: let the night that was paused go on. Not durable.</summary>
public sealed record RequestResume
{
    /// <summary>The request; every answer bears it.</summary>
    public required Guid RequestId { get; init; }
}

/// <summary>Operator to scheduler: let the night that is under way end in order. Not durable.</summary>
public sealed record RequestStop
{
    /// <summary>The request; every answer bears it.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Close shutters now; otherwise exposures under way are finished first.</summary>
    public required bool AbortExposures { get; init; }
}

/// <summary>Scheduler to operator: it will be done, and is not done yet. Not durable.</summary>
public sealed record RequestHeard
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>What comes first, in a sentence.</summary>
    public required string Sentence { get; init; }
}

/// <summary>Scheduler to operator: it is done. Not durable.</summary>
public sealed record RequestGranted
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>How it is now, in a sentence.</summary>
    public required string Sentence { get; init; }
}

/// <summary>Scheduler to operator: it is not done, and will not be. Not durable.</summary>
public sealed record RequestRefused
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Sentence { get; init; }
}
