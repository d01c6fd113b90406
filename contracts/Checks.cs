namespace Sync.Contracts;

/// <summary>Operator to scheduler: is everything ready for a night? Not durable.</summary>
public sealed record RequestCheck
{
    /// <summary>The check that begins.</summary>
    public required Guid CheckId { get; init; }
}

/// <summary>Scheduler to dither, to the grader and to each camera: look at what you need for a night, and say what you found. Not durable.</summary>
public sealed record CheckReadiness
{
    /// <summary>The check.</summary>
    public required Guid CheckId { get; init; }

    /// <summary>The camera that is asked; null when it is dither or the grader.</summary>
    public required string? Camera { get; init; }

    /// <summary>When it was asked, by the scheduler's clock.</summary>
    public required DateTimeOffset Asked { get; init; }

    /// <summary>How long to wait for a device at most: whatever was found by then is the answer.</summary>
    public required TimeSpan Within { get; init; }

    /// <summary>The newest frame of all cameras, which the grader should be able to read; null before the first.</summary>
    public required string? NewestFrame { get; init; }
}

/// <summary>Dither, grader or camera to scheduler: what was found. Not durable.</summary>
public sealed record ReadinessReported
{
    /// <summary>The check.</summary>
    public required Guid CheckId { get; init; }

    /// <summary>Who found it: a name of <see cref="Senders"/>.</summary>
    public required string From { get; init; }

    /// <summary>As it was asked, by the scheduler's clock.</summary>
    public required DateTimeOffset Asked { get; init; }

    /// <summary>When the question was read, by the answerer's clock.</summary>
    public required DateTimeOffset Heard { get; init; }

    /// <summary>When this was sent, by the answerer's clock.</summary>
    public required DateTimeOffset Answered { get; init; }

    /// <summary>One for each thing that was looked at.</summary>
    public required IReadOnlyList<CheckItem> Items { get; init; }
}

/// <summary>Scheduler to operator: all that was found. Not durable.</summary>
public sealed record CheckCompleted
{
    /// <summary>The check.</summary>
    public required Guid CheckId { get; init; }

    /// <summary>When all had answered, or were not waited for any more; by the scheduler's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>One for each thing that was looked at, those of one place together.</summary>
    public required IReadOnlyList<CheckItem> Items { get; init; }

    /// <summary>Whether nothing is bad.</summary>
    public required bool IsReady { get; init; }
}

/// <summary>One thing that was looked at before a night.</summary>
public sealed record CheckItem
{
    /// <summary>Where: "scheduler", "dither", "grader", "camera esprit", or "this machine" for the operator's own.</summary>
    public required string Where { get; init; }

    /// <summary>What: "mount", "disk" and the like.</summary>
    public required string Subject { get; init; }

    /// <summary>How it is.</summary>
    public required CheckOutcome Outcome { get; init; }

    /// <summary>What was found, and where it is bad what to do; in one sentence.</summary>
    public required string Finding { get; init; }
}

/// <summary>How a thing is that was looked at.</summary>
public enum CheckOutcome
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth knowing; a night can begin.</summary>
    Warning,

    /// <summary>A night would suffer from it.</summary>
    Bad,
}
