using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Story;

/// <summary>A camera that was let find out how its field lies, and what it said; nothing before it did.</summary>
internal sealed record SolveRow(Guid RoundId, string Camera)
{
    public DateTimeOffset? Began { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public double? AngleDegrees { get; init; }

    public double? WantedDegrees { get; init; }

    public double? OffsetArcseconds { get; init; }

    public int? Tries { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Tells how a camera found out how its field lies, and turned it.</summary>
internal sealed class SolveStory(NightRecord record)
{
    private readonly Dictionary<(Guid, string), SolveRow> solves = record.Solves.ToDictionary(f => (f.RoundId, f.Camera));

    public Step Of(Round round, RoundCamera camera)
    {
        var solve = solves.GetValueOrDefault((round.CorrelationId, camera.Name));
        var isOver = solve?.Ended is not null || camera.Phase is CameraPhase.LeftOut or CameraPhase.Aborted || record.Over is not null;
        return new()
        {
            Key = $"solve {round.CorrelationId:N} {camera.Name}",
            Name = $"{camera.Name} solve",
            Kind = StepKind.Solve,
            From = solve?.Began ?? round.OpenedAt ?? round.StartedAt,
            Until = solve?.Ended ?? (isOver ? round.ClosedAt ?? record.Over : null),
            Facts = [new("camera.name", camera.Name), .. solve is null ? [] : Facts(solve)],
            Trouble = solve?.Reason ?? camera.Reason ?? (isOver && solve?.Ended is null ? "Nothing was heard of it." : null),
        };
    }

    private static IEnumerable<Fact> Facts(SolveRow solve)
    {
        if (solve.AngleDegrees is { } angle)
            yield return new("field.angle", angle);
        if (solve.WantedDegrees is { } wanted)
            yield return new("field.wanted", wanted);
        if (solve.OffsetArcseconds is { } offset)
            yield return new("field.offset_arcsec", offset);
        if (solve.Tries is { } tries)
            yield return new("field.tries", tries);
    }
}
