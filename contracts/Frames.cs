namespace Sync.Contracts;

/// <summary>Camera to scheduler: a frame is on disk, whole. Said once for each file.</summary>
public sealed record FrameSaved
{
    /// <summary>The frame.</summary>
    public required Guid FrameId { get; init; }

    /// <summary>The round it was taken in.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The epoch it was exposed in.</summary>
    public required int Epoch { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>The exposure plan that it serves; empty for darks and flats.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>What it was taken as: an exposure of the sky, a dark or a flat.</summary>
    public SlotWork Work { get; init; } = SlotWork.Expose;

    /// <summary>Where the file is, on the machine of the agent.</summary>
    public required string Path { get; init; }

    /// <summary>When the shutter opened, by the agent's clock.</summary>
    public required DateTimeOffset Opened { get; init; }

    /// <summary>When it closed.</summary>
    public required DateTimeOffset Closed { get; init; }

    /// <summary>When the file was whole, by the agent's clock; after a restart, when it was found so.</summary>
    public required DateTimeOffset Saved { get; init; }

    /// <summary>Exposure as asked for.</summary>
    public required TimeSpan Exposure { get; init; }

    /// <summary>Filter in the light path; null without a wheel.</summary>
    public required string? Filter { get; init; }

    /// <summary>Null when it was the camera's own.</summary>
    public required int? Gain { get; init; }

    /// <summary>Square.</summary>
    public required int Binning { get; init; }

    /// <summary>Why its shutter closed before the exposure was over: it is kept, and neither judged nor counted. Null of a whole frame.</summary>
    public string? AbortedBecause { get; init; }
}

/// <summary>Camera to scheduler: a frame was exposed but there will be no file.</summary>
public sealed record FrameLost
{
    /// <summary>The frame.</summary>
    public required Guid FrameId { get; init; }

    /// <summary>The round it was taken in.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Reason { get; init; }
}

/// <summary>Camera to scheduler: a run through focus is over. Said once for each run that was begun, before the focuser has come to rest.</summary>
public sealed record FocusEnded
{
    /// <summary>The round it was made in.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>When the run began, by the agent's clock.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When it had measured all that it needed, or was broken off.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>Filter in the light path; null without a wheel.</summary>
    public required string? Filter { get; init; }

    /// <summary>Where the focuser stays, in its own steps: at the focus that was found, or where it was before.</summary>
    public required int PositionSteps { get; init; }

    /// <summary>Half-flux radius that the curve has at its lowest place, in pixels; null when no focus was found.</summary>
    public required double? HfrPixels { get; init; }

    /// <summary>R²: how much of the spread of the measured radii the curve explains; null when no focus was found.</summary>
    public required double? ExplainedPercent { get; init; }

    /// <summary>Temperature at the focuser; null when it does not tell.</summary>
    public required double? FocuserCelsius { get; init; }

    /// <summary>Frames that were measured.</summary>
    public required int Points { get; init; }

    /// <summary>Why no focus was found, in one sentence; null when it was.</summary>
    public required string? Reason { get; init; }
}

/// <summary>Camera to scheduler: it has found out how its field lies, or not. Said once for each slot that was begun.</summary>
public sealed record SolveEnded
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>When it began, by the agent's clock.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When the last exposure had been solved, or it was broken off.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>Position angle of the frame's top as it was left, from north through east; null where nobody knows.</summary>
    public required double? AngleDegrees { get; init; }

    /// <summary>Position angle that the target wants.</summary>
    public required double WantedDegrees { get; init; }

    /// <summary>From the target to the middle of the frame; null where nobody knows.</summary>
    public required double? OffsetArcseconds { get; init; }

    /// <summary>On the sky, of an unbinned pixel, as it was solved; null where nobody knows.</summary>
    public required double? PixelArcseconds { get; init; }

    /// <summary>Frames that were exposed.</summary>
    public required int Tries { get; init; }

    /// <summary>Why the field does not lie as it should as far as the camera can help it, in one sentence: it is unrotated. Null otherwise.</summary>
    public required string? Reason { get; init; }
}

/// <summary>Scheduler to grader: measure this file and judge it. Asked again for a frame already judged, the grader says the same.</summary>
public sealed record GradeFrame
{
    /// <summary>The frame.</summary>
    public required Guid FrameId { get; init; }

    /// <summary>Where the file is.</summary>
    public required string Path { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>The exposure plan: frames of one plan, camera and setting are compared with each other.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Filter; null without a wheel.</summary>
    public required string? Filter { get; init; }

    /// <summary>Exposure as asked for.</summary>
    public required TimeSpan Exposure { get; init; }

    /// <summary>Null when it was the camera's own.</summary>
    public required int? Gain { get; init; }

    /// <summary>Square.</summary>
    public required int Binning { get; init; }
}

/// <summary>Grader to scheduler: the verdict on a frame.</summary>
public sealed record FrameGraded
{
    /// <summary>The frame.</summary>
    public required Guid FrameId { get; init; }

    /// <summary>Whether it counts.</summary>
    public required bool Accepted { get; init; }

    /// <summary>Why it was rejected; null when it was accepted.</summary>
    public required string? Reason { get; init; }

    /// <summary>Stars found.</summary>
    public required int Stars { get; init; }

    /// <summary>Median half-flux radius in pixels; null without stars.</summary>
    public required double? HfrPixels { get; init; }

    /// <summary>Median full width at half maximum in pixels; null without stars.</summary>
    public required double? FwhmPixels { get; init; }
}
