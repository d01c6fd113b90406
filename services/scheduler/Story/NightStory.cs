using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Story;

/// <summary>Tells a night from what is kept of it: night, targets, rounds, cameras, and the moves, waits and faults between them.</summary>
internal static class NightStory
{
    public static Step Of(NightRecord record)
    {
        var night = record.Night;
        var stays = Stays(record.Rounds);
        var moves = record.Moves.OrderBy(m => m.Epoch).ToList();
        List<Step> steps =
        [
            .. record.Check is { } check ? [CheckOf(check, night.BeganAt)] : Array.Empty<Step>(),
            .. stays.Select((s, i) => Target(record, s, moves.Where(m => LeadsTo(m, s, i == 0 ? null : stays[i - 1])))),
            .. moves.Where(m => stays.Count == 0 || m.Epoch > stays[^1][^1].Epoch).Select(Move),
        ];
        return new()
        {
            Name = $"night of {night.BeganAt:yyyy-MM-dd}",
            Kind = StepKind.Night,
            From = night.BeganAt,
            Until = night.EndedAt,
            Facts =
            [
                new("night.id", night.CorrelationId.ToString("N")),
                new("night.rounds", record.Rounds.Count(r => r.OpenedAt is not null)),
                new("night.frames", record.Frames.Count),
                .. night.EndReason is { } why ? [new Fact("night.end", why)] : Array.Empty<Fact>(),
            ],
            Steps = InOrder(steps.Concat(record.Waits.Select(w => Wait(w, steps, night.EndedAt)))),
        };
    }

    /// <summary>What leads to a round begins with it, and is told first.</summary>
    private static IReadOnlyList<Step> InOrder(IEnumerable<Step> steps) => [.. steps.OrderBy(s => s.From).ThenBy(s => s.Kind)];

    /// <summary>Rounds on one target after another.</summary>
    private static List<List<Round>> Stays(IReadOnlyList<Round> rounds)
    {
        var stays = new List<List<Round>>();
        foreach (var round in rounds)
        {
            if (stays is [.., var last] && last[^1].Target?.TargetId == round.Target?.TargetId)
                last.Add(round);
            else
                stays.Add([round]);
        }
        return stays;
    }

    /// <summary>A move begins an epoch, and the next round is of it.</summary>
    private static bool LeadsTo(MoveRow move, List<Round> stay, List<Round>? before) =>
        move.Epoch <= stay[^1].Epoch && move.Epoch > (before?[^1].Epoch ?? 0);

    private static Step Target(NightRecord record, List<Round> rounds, IEnumerable<MoveRow> moves)
    {
        var steps = InOrder(rounds.Select(r => RoundOf(record, r)).Concat(moves.Select(Move)));
        var target = rounds[0].Target;
        return new()
        {
            Name = target?.Name ?? "no target",
            Kind = StepKind.Target,
            From = steps[0].From,
            Until = steps.Any(s => s.Until is null) ? null : steps.Max(s => s.Until),
            Facts = target is null ? [] : [new("target.name", target.Name), new("project.name", target.Project), new("target.rounds", rounds.Count)],
            Steps = steps,
        };
    }

    private static Step RoundOf(NightRecord record, Round round)
    {
        var frames = record.Frames.Where(f => f.RoundId == round.CorrelationId).ToDictionary(f => f.Camera);
        return new()
        {
            Name = $"round {round.Number}",
            Kind = StepKind.Round,
            From = round.StartedAt,
            Until = round.ClosedAt,
            Facts = [new("round.number", round.Number), new("round.id", round.CorrelationId.ToString("N")), new("round.epoch", round.Epoch)],
            Trouble = round is { OpenedAt: null, ClosedAt: not null } ? "It did not open." : null,
            Steps = [.. round.Cameras.Select(c => CameraOf(round, c, frames.GetValueOrDefault(c.Name)))],
        };
    }

    private static Step CameraOf(Round round, RoundCamera camera, FrameRow? frame) => new()
    {
        Name = camera.Name,
        Kind = StepKind.Camera,
        From = frame?.Opened ?? round.OpenedAt ?? round.StartedAt,
        Until = frame?.Closed ?? round.ClosedAt,
        Facts =
        [
            new("camera.name", camera.Name),
            .. camera.Slot.Filter is { } filter ? [new Fact("filter.name", filter)] : Array.Empty<Fact>(),
            new("exposure.seconds", frame?.ExposureSeconds ?? camera.Slot.Exposure.TotalSeconds),
            .. frame is null ? [] : Judged(frame),
        ],
        Trouble = frame is null && round.ClosedAt is not null ? camera.Reason ?? "No frame came of it." : null,
    };

    private static IEnumerable<Fact> Judged(FrameRow frame)
    {
        yield return new("frame.verdict", frame.State);
        if (frame.Reason is { } reason)
            yield return new("frame.reason", reason);
        if (frame.HfrPixels is { } hfr)
            yield return new("frame.hfr_pixels", hfr);
        if (frame.Stars is { } stars)
            yield return new("frame.stars", stars);
        yield return new("frame.path", frame.Path);
    }

    private static Step Move(MoveRow move) => new()
    {
        Name = move.Kind == "failed" ? "move" : move.Kind,
        Kind = StepKind.Move,
        From = move.Began,
        Until = move.Ended,
        Facts = [new("move.epoch", move.Epoch)],
        Trouble = move.Kind == "failed" ? "It failed." : null,
    };

    private static Step CheckOf(CheckRow check, DateTimeOffset began) => new()
    {
        Name = "check",
        Kind = StepKind.Check,
        From = began < check.Completed ? began : check.Completed, // which is kept in whole milliseconds
        Until = check.Completed,
        Facts = [new("check.findings", check.Findings)],
        Trouble = check.IsReady ? null : "Not everything was ready.",
    };

    /// <summary>It was over when something else began.</summary>
    private static Step Wait(WaitRow wait, List<Step> others, DateTimeOffset? ended)
    {
        var next = others.Where(s => s.Kind != StepKind.Check && s.From >= wait.Began).Select(s => (DateTimeOffset?)s.From).Append(ended).Min();
        return new()
        {
            Name = "wait",
            Kind = StepKind.Wait,
            From = wait.Began,
            Until = next < wait.Until ? next : wait.Until,
            Facts = [new("wait.reason", wait.Reason)],
        };
    }
}
