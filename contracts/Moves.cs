namespace Sync.Contracts;

/// <summary>Scheduler to dither: point all telescopes there and guide.</summary>
public sealed record Slew
{
    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch that this move begins; refused when a later one is known.</summary>
    public required int Epoch { get; init; }

    /// <summary>Name of the target.</summary>
    public required string Target { get; init; }

    /// <summary>J2000, hours.</summary>
    public required double RightAscensionHours { get; init; }

    /// <summary>J2000, degrees.</summary>
    public required double DeclinationDegrees { get; init; }

    /// <summary>What is tried, one after the other, when guiding does not settle; when nothing helps the move has failed.</summary>
    public required IReadOnlyList<GuidingRemedy> WhenUnsettled { get; init; }

    /// <summary>Whether to guide there; otherwise the mount merely tracks, as by day or over a cover.</summary>
    public bool Guides { get; init; } = true;

    /// <summary>
    /// Where the telescopes look now, as a camera has seen, when they should look at the target already: the mount is told so before it
    /// slews, or where it can't be told, it is sent as far beside the target. Null where nobody has seen.
    /// </summary>
    public SkyPlace? Looks { get; init; }
}

/// <summary>A place on the sky, J2000.</summary>
public sealed record SkyPlace
{
    /// <summary>J2000, hours.</summary>
    public required double RightAscensionHours { get; init; }

    /// <summary>J2000, degrees.</summary>
    public required double DeclinationDegrees { get; init; }
}

/// <summary>Scheduler to dither: bring the telescopes to the other side of the pier, look at the same target, and guide.</summary>
public sealed record Flip
{
    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch that this move begins; refused when a later one is known.</summary>
    public required int Epoch { get; init; }

    /// <summary>Name of the target.</summary>
    public required string Target { get; init; }

    /// <summary>J2000, hours.</summary>
    public required double RightAscensionHours { get; init; }

    /// <summary>J2000, degrees.</summary>
    public required double DeclinationDegrees { get; init; }

    /// <summary>Where the telescopes must be afterwards; otherwise the flip has failed, and the mount tracks no more.</summary>
    public required SideOfPier To { get; init; }

    /// <summary>What is tried, one after the other, when guiding does not settle; when nothing helps the move has failed.</summary>
    public required IReadOnlyList<GuidingRemedy> WhenUnsettled { get; init; }
}

/// <summary>Where the telescopes of a German mount are.</summary>
public enum SideOfPier
{
    /// <summary>East of the pier, from where they look west of the meridian.</summary>
    East,

    /// <summary>West of the pier, from where they look east of the meridian.</summary>
    West,
}

/// <summary>What can be done about guiding that does not settle: it took too long, its star is lost, or the guider is gone.</summary>
public enum GuidingRemedy
{
    /// <summary>Reach the guider anew, and let it choose a star.</summary>
    RestartGuiding,

    /// <summary>Take back half of a dither. No remedy but after a dither.</summary>
    SmallerDither,

    /// <summary>Take the sky as it is: the frames that follow are disturbed.</summary>
    GoOn,
}

/// <summary>Scheduler to dither: shift the sky by a little, and settle.</summary>
public sealed record Dither
{
    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch that this move begins; refused when a later one is known.</summary>
    public required int Epoch { get; init; }

    /// <summary>Counts the dithers on this target from 1; the pattern follows from it.</summary>
    public required int Number { get; init; }

    /// <summary>The number of the dither that brought the sky to where it is; 0 since the telescopes were pointed.</summary>
    public required int Reached { get; init; }

    /// <summary>How far one step of the pattern is on the sky.</summary>
    public required double AmplitudeArcseconds { get; init; }

    /// <summary>What is tried, one after the other, when guiding does not settle; when nothing helps the move has failed.</summary>
    public required IReadOnlyList<GuidingRemedy> WhenUnsettled { get; init; }
}

/// <summary>Scheduler to dither: stop guiding and tracking until the next slew.</summary>
public sealed record Rest
{
    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch that this move begins; refused when a later one is known.</summary>
    public required int Epoch { get; init; }
}

/// <summary>Scheduler to dither: the night is over, park.</summary>
public sealed record Park
{
    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch that this move begins; refused when a later one is known.</summary>
    public required int Epoch { get; init; }
}

/// <summary>Dither to the night: the move is over and the sky is still.</summary>
public sealed record SkySettled
{
    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch that began with this move.</summary>
    public required int Epoch { get; init; }

    /// <summary>When it began to move, by dither's clock.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When it had settled.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>How far the sky moved on purpose; null but for a dither.</summary>
    public required double? ShiftArcseconds { get; init; }

    /// <summary>The same in pixels of the guide camera; null but for a dither, and where there is no guide camera.</summary>
    public required double? ShiftPixels { get; init; }

    /// <summary>How long of the move was settling; null where nothing had to settle.</summary>
    public required TimeSpan? Settling { get; init; }

    /// <summary>Guiding error while settling; null where nobody guides.</summary>
    public required double? GuidingRmsArcseconds { get; init; }

    /// <summary>Where the telescopes are now; null but for a slew or flip, and where the mount does not tell.</summary>
    public required SideOfPier? Side { get; init; }

    /// <summary>Why guiding had not settled, where it was to go on all the same: frames of this epoch are disturbed. Null where it had.</summary>
    public required string? Unsettled { get; init; }

    /// <summary>Whether guiding was started again meanwhile, maybe on another star: then nobody knows how far the field has gone.</summary>
    public required bool Restarted { get; init; }
}

/// <summary>Dither to the night: the move failed, or was refused; whether the sky is still is not known.</summary>
public sealed record MoveFailed
{
    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch that the move was to begin.</summary>
    public required int Epoch { get; init; }

    /// <summary>When it began to move; the instant of refusal when it never did.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When it gave up.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Reason { get; init; }
}
