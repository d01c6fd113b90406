using Sync.Contracts;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Story;

/// <summary>All that is kept of one night.</summary>
internal sealed record NightRecord
{
    public required Night Night { get; init; }

    /// <summary>Whether another night has begun since: then nothing more comes of this one.</summary>
    public bool IsFormer { get; init; }

    /// <summary>By their numbers.</summary>
    public required IReadOnlyList<Round> Rounds { get; init; }

    public required IReadOnlyList<SkyMove> Moves { get; init; }

    public required IReadOnlyList<FrameRow> Frames { get; init; }

    /// <summary>Of which no frame will come, as far as it is known.</summary>
    public IReadOnlyList<ReleasedRow> Released { get; init; } = [];

    /// <summary>Cameras that were let look for their focus.</summary>
    public IReadOnlyList<FocusRow> Focuses { get; init; } = [];

    /// <summary>Cameras that were let find out how their fields lie.</summary>
    public IReadOnlyList<SolveRow> Solves { get; init; } = [];

    /// <summary>Frames that were exposed and will never have a file.</summary>
    public IReadOnlyList<LostRow> Lost { get; init; } = [];

    public required IReadOnlyList<WaitRow> Waits { get; init; }

    public IReadOnlyList<FaultRow> Faults { get; init; } = [];

    /// <summary>Spells between two moves in which the sky was not as it should be.</summary>
    public IReadOnlyList<DisturbanceRow> Disturbances { get; init; } = [];

    /// <summary>What the night's script had done.</summary>
    public IReadOnlyList<EventRow> Events { get; init; } = [];

    /// <summary>Null before it was done.</summary>
    public required CheckRow? Check { get; init; }

    /// <summary>When it was over: a night that was never ended was when it was last heard of. Null while it goes on.</summary>
    public DateTimeOffset? Over => Night.EndedAt ?? (IsFormer ? Instants().Max() : null);

    /// <summary>Whether all that will ever be known of it is known.</summary>
    public bool IsFinal => IsFormer || (Night.EndedAt is not null && Frames.All(f => f.Graded is not null || f.IsAborted) && Awaited() == 0);

    /// <summary>Frames that may still come: what each camera said that it took, or one where nothing was heard, less what is known.</summary>
    private int Awaited()
    {
        var released = Released.Select(r => (r.RoundId, r.Camera)).ToHashSet();
        var known = Frames.Where(f => !f.IsAborted).Select(f => (f.RoundId, f.Camera)).Concat(Lost.Select(l => (l.RoundId, l.Camera))).CountBy(k => k).ToDictionary();
        return Rounds.Sum(r => r.Cameras
            .Where(c => c.TakesFrames && !released.Contains((r.CorrelationId, c.Name)))
            .Sum(c => Math.Max(0, Math.Max(c.Slot.Work == SlotWork.Expose ? 1 : 0, c.Frames) - known.GetValueOrDefault((r.CorrelationId, c.Name)))));
    }

    private IEnumerable<DateTimeOffset> Instants() =>
    [
        Night.BeganAt,
        .. Rounds.SelectMany(r => new[] { r.StartedAt, r.OpenedAt, r.ClosedAt }).OfType<DateTimeOffset>(),
        .. Moves.Select(m => m.Ended),
        .. Frames.SelectMany(f => new[] { f.Closed, f.Saved, f.Graded }).OfType<DateTimeOffset>(),
        .. Focuses.Select(f => f.Ended).Concat(Solves.Select(s => s.Ended)).OfType<DateTimeOffset>(),
        .. Waits.Select(w => w.Ended ?? w.Began),
        .. Faults.Select(f => f.At),
        .. Events.Select(e => e.Ended ?? e.Began),
        .. Check is null ? Array.Empty<DateTimeOffset>() : [Check.Completed],
    ];
}

/// <summary>A frame and what was judged of it.</summary>
internal sealed record FrameRow
{
    public required Guid FrameId { get; init; }

    public required Guid RoundId { get; init; }

    public required string Camera { get; init; }

    public required DateTimeOffset Opened { get; init; }

    public required DateTimeOffset Closed { get; init; }

    /// <summary>When the file was whole; null of frames that were booked before that was.</summary>
    public required DateTimeOffset? Saved { get; init; }

    /// <summary>When the verdict came; null before, and of frames that were booked before that was.</summary>
    public required DateTimeOffset? Graded { get; init; }

    public required double ExposureSeconds { get; init; }

    public required string State { get; init; }

    /// <summary>Not whole, hence kept but neither judged nor counted.</summary>
    public bool IsAborted => State == "Aborted";

    public required string? Reason { get; init; }

    public required string Path { get; init; }

    public required int? Stars { get; init; }

    public required double? HfrPixels { get; init; }
}

/// <summary>A camera in a round of which no frame will come, and why.</summary>
internal sealed record ReleasedRow(Guid RoundId, string Camera, string? Reason);

/// <summary>A camera in a round that looked for its focus: why, and what it found. Null where nothing was heard of it, or nothing found.</summary>
internal sealed record FocusRow(Guid RoundId, string Camera, string Asked)
{
    public DateTimeOffset? Began { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public int? Position { get; init; }

    public double? HfrPixels { get; init; }

    public double? ExplainedPercent { get; init; }

    public double? Celsius { get; init; }

    public string? Reason { get; init; }
}

/// <summary>A frame that is lost, and why.</summary>
internal sealed record LostRow(Guid FrameId, Guid RoundId, string Camera, string Reason);

/// <summary>A time in which nothing could be exposed: until when as it was foreseen, and when it ended; null before, and where nobody wrote it down.</summary>
internal sealed record WaitRow(DateTimeOffset Began, DateTimeOffset Until, DateTimeOffset? Ended, string Reason);

/// <summary>What the script had done at one occasion: when it ended, null before; and what of it was not done, in sentences.</summary>
internal sealed record EventRow(Guid EventId, string Name, string? Target, DateTimeOffset Began, DateTimeOffset? Ended, string? Trouble);

/// <summary>A fault of <see cref="Story.Faults"/>.</summary>
internal sealed record FaultRow(DateTimeOffset At, string What, string? Camera);

/// <summary>A spell that dither told of: when it ended, null before.</summary>
internal sealed record DisturbanceRow(Guid DisturbanceId, DateTimeOffset Began, DateTimeOffset? Ended, string Reason);

/// <summary>The check at the beginning.</summary>
internal sealed record CheckRow(DateTimeOffset Completed, bool IsReady, int Findings);
