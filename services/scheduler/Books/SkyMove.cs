using Sync.Contracts;

namespace Sync.Scheduler.Books;

/// <summary>A motion of the sky, as it is booked.</summary>
public sealed record SkyMove
{
    public required Guid NightId { get; init; }

    public required int Epoch { get; init; }

    /// <summary>"slew", "centre", "flip", "recentre", "dither" or "park".</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset Began { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>On purpose; null but for a dither.</summary>
    public double? ShiftArcseconds { get; init; }

    /// <summary>Of the guide camera; null but for a dither, and where there is no guide camera.</summary>
    public double? ShiftPixels { get; init; }

    /// <summary>Of guiding while it settled; null where nobody guides.</summary>
    public double? RmsArcseconds { get; init; }

    /// <summary>How long of it was settling; null where nothing had to settle.</summary>
    public TimeSpan? Settling { get; init; }

    /// <summary>Why it failed, or had not settled when the night went on; null otherwise.</summary>
    public string? Reason { get; init; }

    public static SkyMove Of(SkySettled settled, string kind) => new()
    {
        NightId = settled.NightId,
        Epoch = settled.Epoch,
        Kind = kind,
        Began = settled.Began,
        Ended = settled.Ended,
        ShiftArcseconds = settled.ShiftArcseconds,
        ShiftPixels = settled.ShiftPixels,
        RmsArcseconds = settled.GuidingRmsArcseconds,
        Settling = settled.Settling,
        Reason = settled.Unsettled,
    };

    public static SkyMove Of(MoveFailed failed, string kind) => new()
    {
        NightId = failed.NightId, Epoch = failed.Epoch, Kind = kind, Began = failed.Began, Ended = failed.Ended, Reason = failed.Reason,
    };
}
