using Sync.Contracts;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Story;

/// <summary>Tells the rounds of a night: of each camera its exposure, and of each frame its download and its verdict.</summary>
internal sealed class RoundStory(NightRecord record)
{
    private readonly ILookup<(Guid, string), FrameRow> frames = record.Frames.OrderBy(f => f.Opened).ToLookup(f => (f.RoundId, f.Camera));
    private readonly ILookup<(Guid, string), LostRow> lost = record.Lost.ToLookup(l => (l.RoundId, l.Camera));
    private readonly Dictionary<(Guid, string), ReleasedRow> released = record.Released.ToDictionary(r => (r.RoundId, r.Camera));
    private readonly FocusStory focuses = new(record);
    private readonly SolveStory solves = new(record);
    private readonly DateTimeOffset? over = record.Over;

    public Step Of(Round round) => new()
    {
        Key = $"round {round.CorrelationId:N} of its night",
        Name = $"round {round.Number}",
        Kind = StepKind.Round,
        From = round.StartedAt,
        Until = round.ClosedAt ?? over,
        Facts = [new("round.number", round.Number), new("round.id", round.CorrelationId.ToString("N")), new("round.epoch", round.Epoch)],
        Trouble = Trouble(round),
        Steps = [.. round.Cameras.SelectMany(c => Camera(round, c))],
    };

    private string? Trouble(Round round) => round switch
    {
        { ClosedAt: null } => over is null ? null : "Nobody closed it: the process of its night was gone.",
        { OpenedAt: null } => "It did not open.",
        _ => null,
    };

    private IReadOnlyList<Step> Camera(Round round, RoundCamera camera)
    {
        if (!camera.TakesFrames)
            return [camera.Slot.Work switch { SlotWork.Solve => solves.Of(round, camera), SlotWork.Focus => focuses.Of(round, camera), _ => FlatStory.Of(round, camera, over) }];
        var key = (round.CorrelationId, camera.Name);
        List<Step> told = [.. frames[key].SelectMany(f => Frame(camera, f)), .. lost[key].Select(l => Exposure(round, camera, l))];
        return told.Count > 0 ? told : [Exposure(round, camera)];
    }

    private static IEnumerable<Step> Frame(RoundCamera camera, FrameRow frame) =>
    [
        Exposure(camera, frame),
        .. frame.Saved is { } saved ? [Download(frame, saved)] : Array.Empty<Step>(),
        .. frame.IsAborted || frame.State == "Kept" ? Array.Empty<Step>() : [Verdict(frame)],
    ];

    /// <summary>One that is not whole may have been told before its file was there: it is the same step.</summary>
    private static Step Exposure(RoundCamera camera, FrameRow frame) => new()
    {
        Key = frame.IsAborted ? Key(frame.RoundId, frame.Camera) : $"exposure {frame.FrameId:N}",
        Name = $"{camera.Name} exposure",
        Kind = StepKind.Exposure,
        From = frame.Opened,
        Until = frame.Closed,
        Facts = [.. Asked(camera, frame.ExposureSeconds), new("frame.id", frame.FrameId.ToString("N")), new("frame.path", frame.Path)],
        Trouble = frame.IsAborted ? frame.Reason : null,
    };

    /// <summary>When the shutter was open for it nobody knows any more.</summary>
    private Step Exposure(Round round, RoundCamera camera, LostRow frame) => new()
    {
        Key = $"exposure {frame.FrameId:N}",
        Name = $"{camera.Name} exposure",
        Kind = StepKind.Exposure,
        From = round.OpenedAt ?? round.StartedAt,
        Until = round.ClosedAt ?? over,
        Facts = [.. Asked(camera, camera.Slot.Exposure.TotalSeconds), new("frame.id", frame.FrameId.ToString("N"))],
        Trouble = frame.Reason,
    };

    /// <summary>It took no frame, or none is known of yet.</summary>
    private Step Exposure(Round round, RoundCamera camera)
    {
        var gone = released.GetValueOrDefault((round.CorrelationId, camera.Name));
        var isOver = gone is not null || camera.Phase is CameraPhase.LeftOut or CameraPhase.Aborted || record.IsFormer
            || (over is not null && camera.Phase is CameraPhase.Missing);
        var trouble = camera.Reason ?? gone?.Reason;
        return new()
        {
            Key = Key(round.CorrelationId, camera.Name),
            Name = $"{camera.Name} exposure",
            Kind = StepKind.Exposure,
            From = round.OpenedAt ?? round.StartedAt,
            Until = isOver ? round.ClosedAt ?? over : null,
            Facts = [.. Asked(camera, camera.Slot.Exposure.TotalSeconds)],
            Trouble = trouble ?? (isOver ? "No frame came of it." : null),
        };
    }

    private static Step Download(FrameRow frame, DateTimeOffset saved) => new()
    {
        Key = $"download {frame.FrameId:N}",
        Name = $"{frame.Camera} download",
        Kind = StepKind.Download,
        From = frame.Closed,
        Until = saved < frame.Closed ? frame.Closed : saved,
        Facts = [new("camera.name", frame.Camera), new("frame.id", frame.FrameId.ToString("N"))],
    };

    /// <summary>Its beginning is by the camera's clock, its end by the scheduler's.</summary>
    private static Step Verdict(FrameRow frame)
    {
        var from = frame.Saved ?? frame.Closed;
        return new()
        {
            Key = $"verdict {frame.FrameId:N}",
            Name = $"{frame.Camera} verdict",
            Kind = StepKind.Verdict,
            From = from,
            Until = frame.Graded < from ? from : frame.Graded,
            Facts = [new("camera.name", frame.Camera), .. Judged(frame), new("frame.id", frame.FrameId.ToString("N"))],
        };
    }

    private static string Key(Guid roundId, string camera) => $"exposure {roundId:N} {camera}";

    private static IEnumerable<Fact> Asked(RoundCamera camera, double exposureSeconds) =>
    [
        new("camera.name", camera.Name),
        .. camera.Slot.Filter is { } filter ? [new Fact("filter.name", filter)] : Array.Empty<Fact>(),
        new("exposure.seconds", exposureSeconds),
        .. camera.Slot.Work == SlotWork.Expose ? Array.Empty<Fact>() : [new Fact("frame.kind", camera.Slot.Kind)],
    ];

    private static IEnumerable<Fact> Judged(FrameRow frame)
    {
        yield return new("frame.verdict", frame.State);
        if (frame.Reason is { } reason)
            yield return new("frame.reason", reason);
        if (frame.HfrPixels is { } hfr)
            yield return new("frame.hfr", hfr);
        if (frame.Stars is { } stars)
            yield return new("frame.stars", stars);
    }
}
