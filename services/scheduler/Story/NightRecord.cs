using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Story;

/// <summary>All that is kept of one night.</summary>
internal sealed record NightRecord
{
    public required Night Night { get; init; }

    /// <summary>By their numbers.</summary>
    public required IReadOnlyList<Round> Rounds { get; init; }

    public required IReadOnlyList<MoveRow> Moves { get; init; }

    public required IReadOnlyList<FrameRow> Frames { get; init; }

    public required IReadOnlyList<WaitRow> Waits { get; init; }

    /// <summary>Null before it was done.</summary>
    public required CheckRow? Check { get; init; }
}

/// <summary>A motion of the sky.</summary>
internal sealed record MoveRow(int Epoch, string Kind, DateTimeOffset Began, DateTimeOffset Ended);

/// <summary>A frame and what was judged of it.</summary>
internal sealed record FrameRow
{
    public required Guid RoundId { get; init; }

    public required string Camera { get; init; }

    public required DateTimeOffset Opened { get; init; }

    public required DateTimeOffset Closed { get; init; }

    public required double ExposureSeconds { get; init; }

    public required string State { get; init; }

    public required string? Reason { get; init; }

    public required string Path { get; init; }

    public required int? Stars { get; init; }

    public required double? HfrPixels { get; init; }
}

/// <summary>A time in which nothing could be exposed, as far as it was foreseen.</summary>
internal sealed record WaitRow(DateTimeOffset Began, DateTimeOffset Until, string Reason);

/// <summary>The check at the beginning.</summary>
internal sealed record CheckRow(DateTimeOffset Completed, bool IsReady, int Findings);
