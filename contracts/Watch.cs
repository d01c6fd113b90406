namespace Sync.Contracts;

/// <summary>
/// Scheduler to dither, every half minute, and at once where a round waits for an answer: it is there. Dither moves nothing by itself for the
/// time that it names in its answer. Not durable.
/// </summary>
public sealed record Sign
{
    /// <summary>Of this sign alone.</summary>
    public required Guid Stamp { get; init; }
}

/// <summary>Dither to the scheduler: it has heard a sign. Not durable.</summary>
public sealed record SignHeard
{
    /// <summary>Of the sign.</summary>
    public required Guid Stamp { get; init; }

    /// <summary>From when it heard the sign, dither moves nothing for so long unless it is told to.</summary>
    public required TimeSpan StaysFor { get; init; }

    /// <summary>Whether it has parked by itself, or is about to, and was not pointed since: then nothing may be exposed.</summary>
    public required bool HasParked { get; init; }
}

/// <summary>Dither to the night: the sky was disturbed though no move was ordered. Told again when its end is known.</summary>
public sealed record SkyDisturbed
{
    /// <summary>The disturbance.</summary>
    public required Guid DisturbanceId { get; init; }

    /// <summary>The night of the last move.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch that the last move had begun.</summary>
    public required int Epoch { get; init; }

    /// <summary>What it was.</summary>
    public required DisturbanceKind Kind { get; init; }

    /// <summary>Since when, by dither's clock.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>Until when; null while it lasts.</summary>
    public required DateTimeOffset? Ended { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Reason { get; init; }
}

/// <summary>What disturbs the sky besides moves.</summary>
public enum DisturbanceKind
{
    /// <summary>Guiding was lost between two moves: its star, or the guider.</summary>
    GuidingLost,

    /// <summary>Dither heard nothing of the scheduler for long, and has stopped the mount and parked it, or tried to.</summary>
    ParkedItself,
}
