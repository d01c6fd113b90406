using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Story;

/// <summary>Tells how a camera looked for its focus.</summary>
internal sealed class FocusStory(NightRecord record)
{
    private readonly Dictionary<(Guid, string), FocusRow> runs = record.Focuses.ToDictionary(f => (f.RoundId, f.Camera));

    public Step Of(Round round, RoundCamera camera)
    {
        var run = runs.GetValueOrDefault((round.CorrelationId, camera.Name));
        var isOver = run?.Ended is not null || camera.Phase is CameraPhase.LeftOut or CameraPhase.Aborted || record.Over is not null;
        return new()
        {
            Key = $"focus {round.CorrelationId:N} {camera.Name}",
            Name = $"{camera.Name} focus",
            Kind = StepKind.Focus,
            From = run?.Began ?? round.OpenedAt ?? round.StartedAt,
            Until = run?.Ended ?? (isOver ? round.ClosedAt ?? record.Over : null),
            Facts = [new("camera.name", camera.Name), .. Filter(camera), .. run is null ? [] : Facts(run)],
            Trouble = run?.Reason ?? camera.Reason ?? (isOver && run?.Ended is null ? "Nothing was heard of it." : null),
        };
    }

    private static IEnumerable<Fact> Filter(RoundCamera camera) => camera.Slot.Filter is { } filter ? [new Fact("filter.name", filter)] : [];

    private static IEnumerable<Fact> Facts(FocusRow run)
    {
        yield return new("focus.asked", run.Asked);
        if (run.Position is { } position)
            yield return new("focus.position", position);
        if (run.HfrPixels is { } hfr)
            yield return new("focus.hfr", hfr);
        if (run.ExplainedPercent is { } explained)
            yield return new("focus.r_squared", explained / 100);
        if (run.Celsius is { } celsius)
            yield return new("focus.celsius", celsius);
    }
}
