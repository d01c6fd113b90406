using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Story;

/// <summary>Tells a night from what is kept of it: night, targets, rounds, cameras, and the moves, waits and faults between them.</summary>
internal static class NightStory
{
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    public static Step Of(NightRecord record)
    {
        var night = record.Night;
        List<Step> course = [.. Stays(record), .. Late(record)];
        return Within(new()
        {
            Key = KeyOf(night.CorrelationId),
            Name = $"night of {night.BeganAt:yyyy-MM-dd}",
            Kind = StepKind.Night,
            From = night.BeganAt,
            Until = record.Over,
            Facts =
            [
                new("night.id", night.CorrelationId.ToString("N")),
                new("night.rounds", record.Rounds.Count(r => r.OpenedAt is not null)),
                new("night.frames", record.Frames.Count),
                .. night.EndReason is { } why ? [new Fact("night.end", why)] : Array.Empty<Fact>(),
            ],
            Trouble = night.EndedAt is null && record.IsFormer ? "Nobody ended it: its process was gone, and a later night began." : null,
            Steps = InOrder(course.Concat(Between.Of(record, course))),
        });
    }

    public static string KeyOf(Guid nightId) => $"night {nightId:N}";

    /// <summary>What leads to a round begins with it, and is told first.</summary>
    private static IReadOnlyList<Step> InOrder(IEnumerable<Step> steps) => [.. steps.OrderBy(s => s.From).ThenBy(s => s.Kind)];

    /// <summary>Some instants are kept in whole milliseconds: what began with a step did not begin before it.</summary>
    private static Step Within(Step step) => step.Steps.Count == 0 ? step : step with
    {
        Steps = [.. step.Steps.Select(s => Within(s.From < step.From && step.From - s.From < Grain ? NotBefore(step.From, s) : s))],
    };

    private static Step NotBefore(DateTimeOffset from, Step step) => step with { From = from, Until = step.Until < from ? from : step.Until };

    /// <summary>Each begins with the moves that lead to its first round: a move begins an epoch, and the next round is of it.</summary>
    private static IEnumerable<Step> Stays(NightRecord record)
    {
        var (stays, cameras) = (Stays(record.Rounds), new RoundStory(record));
        var epoch = 0;
        foreach (var rounds in stays)
        {
            var moves = record.Moves.Where(m => m.Epoch > epoch && m.Epoch <= rounds[^1].Epoch).ToList();
            epoch = rounds[^1].Epoch;
            var steps = InOrder([.. moves.Select(Moves.Of), .. rounds.Select(cameras.Of)]);
            var isOver = rounds != stays[^1] || record.Over is not null;
            yield return Stay(rounds, steps, isOver ? steps.Max(s => s.Until) : null);
        }
    }

    private static Step Stay(List<Round> rounds, IReadOnlyList<Step> steps, DateTimeOffset? until) => new()
    {
        Key = $"stay {rounds[0].CorrelationId:N}",
        Name = rounds[0].Target?.Name ?? "no target",
        Kind = StepKind.Target,
        From = steps[0].From,
        Until = until,
        Facts = rounds[0].Target is { } target
            ? [new("target.name", target.Name), new("project.name", target.Project), new("target.rounds", rounds.Count)]
            : [],
        Steps = steps,
    };

    /// <summary>Behind the last round: the mount is parked.</summary>
    private static IEnumerable<Step> Late(NightRecord record)
    {
        var epoch = record.Rounds.Count == 0 ? 0 : record.Rounds[^1].Epoch;
        return record.Moves.Where(m => m.Epoch > epoch).Select(Moves.Of);
    }

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
}
