using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Sync.Contracts;
using Sync.Scheduler.Rounds;
using Sync.Tests.Otlp;

namespace Sync.Tests.Integration.Processes;

/// <summary>What must be true of the traces of a night that is over, whatever happened in it: judged by the scheduler's database.</summary>
internal static partial class TraceJudge
{
    private const string Night = "night";
    private const string Round = "round";
    private const string Scheduler = "scheduler";

    /// <summary>What is not as it must be, a sentence each; empty when all is told, and nothing else.</summary>
    public static IReadOnlyList<string> Findings(KeptNight kept, IReadOnlyList<ReceivedSpan> received)
    {
        // What was sent and not confirmed is sent again, and must then be the same.
        var spans = received.DistinctBy(s => (s.TraceId, s.SpanId)).ToList();
        var traces = spans.ToLookup(s => s.TraceId);
        var night = traces[Id(kept.Night.CorrelationId)].ToList();
        return
        [
            .. received.GroupBy(s => (s.TraceId, s.SpanId)).Where(g => g.Select(Essence).Distinct().Count() > 1).Select(g => $"{Said(g.First())} was told in two ways"),
            .. Orphans(spans),
            .. spans.Where(s => s.TraceId != Id(kept.Night.CorrelationId) && kept.Rounds.All(r => Id(r.CorrelationId) != s.TraceId)).Select(s => $"{Said(s)} is of no round and no night"),
            .. spans.Where(s => s.Text("round.id") is { } round && s.TraceId != round && s.TraceId != Id(kept.Night.CorrelationId)).Select(s => $"{Said(s)} names another round"),
            .. spans.Where(IsHeartbeat).Select(s => $"{Said(s)} is of a heartbeat"),
            .. Root(kept, night),
            .. kept.Rounds.SelectMany(r => Linked(r, night, traces[Id(r.CorrelationId)].ToList())),
            .. kept.Rounds.SelectMany(r => Parts(kept, r, traces[Id(r.CorrelationId)].ToList())),
            .. Told(kept, night),
        ];
    }

    /// <summary>The night's trace has what is kept, and nothing else.</summary>
    private static IEnumerable<string> Told(KeptNight kept, IReadOnlyList<ReceivedSpan> night)
    {
        var rounds = night.Where(IsRound).ToDictionary(s => s.SpanId);
        return
        [
            .. Same("rounds", kept.Rounds.Select(r => $"{r.Number} {r.CorrelationId:N}"), rounds.Values.Select(s => $"{Number().Match(s.Name).Groups[1].Value} {s.Text("round.id")}")),
            .. Same(
                "cameras in rounds",
                kept.Rounds.SelectMany(r => r.Cameras.Select(c => $"{r.CorrelationId:N} {c.Name} {(c.Slot.Work == SlotWork.Focus ? "focus" : "exposure")}")),
                night.Where(s => s.Name.EndsWith(" exposure", StringComparison.Ordinal) || s.Name.EndsWith(" focus", StringComparison.Ordinal))
                    .Select(s => $"{rounds.GetValueOrDefault(s.ParentId)?.Text("round.id")} {s.Name}")),
            .. Same(
                "frames",
                kept.Frames.Select(f => $"{f.FrameId} {f.Path} {f.Camera} {f.Opened} {f.Closed}"),
                night.Where(s => s.Text("frame.path") is not null).Select(s => $"{s.Text("frame.id")} {s.Text("frame.path")} {s.Text("camera.name")} {Span(s)}")),
            .. Same(
                "verdicts",
                kept.Frames.Select(f => $"{f.FrameId} {f.Graded} {f.State}"),
                night.Where(s => s.Text("frame.verdict") is not null).Select(s => $"{s.Text("frame.id")} {s.End.ToUnixTimeMilliseconds()} {s.Text("frame.verdict")}")),
            .. Same(
                "moves",
                kept.Moves.Select(m => $"{m.Epoch} {m.Kind} {m.Began} {m.Ended}"),
                night.Where(s => s.Attributes.ContainsKey("move.epoch")).Select(s => $"{s.Attributes["move.epoch"]} {s.Text("move.kind")} {Span(s)}")),
            .. Same(
                "waits",
                kept.Waits.Select(w => $"{w.Began} {w.Reason}"),
                night.Where(s => s.Text("wait.reason") is not null).Select(s => $"{s.Start.ToUnixTimeMilliseconds()} {s.Text("wait.reason")}")),
            .. Same(
                "faults",
                kept.Faults.Select(f => $"{f.At} {f.Camera}"),
                night.Where(s => s.Name == "fault").Select(s => $"{s.Start.ToUnixTimeMilliseconds()} {s.Text("camera.name")}")),
        ];
    }

    private static IEnumerable<string> Orphans(IReadOnlyList<ReceivedSpan> spans)
    {
        var all = spans.Select(s => (s.TraceId, s.SpanId)).ToHashSet();
        return spans.Where(s => s.ParentId.Length > 0 && !all.Contains((s.TraceId, s.ParentId))).Select(s => $"{Said(s)} has no parent");
    }

    private static IEnumerable<string> Root(KeptNight kept, IReadOnlyList<ReceivedSpan> night)
    {
        var roots = night.Where(s => s.ParentId.Length == 0).ToList();
        if (roots is not [{ Name: Night, Service: Scheduler } root])
            yield return $"the night has the roots {string.Join(", ", roots.Select(Said))}";
        else if ((root.Start, root.End) is var told && told != (kept.Night.BeganAt, kept.Night.EndedAt))
            yield return $"the night was told from {told.Start:O} to {told.End:O}";
    }

    /// <summary>The round's span in the night's trace, and the root of its own, know each other.</summary>
    private static IEnumerable<string> Linked(Round round, IReadOnlyList<ReceivedSpan> night, IReadOnlyList<ReceivedSpan> own)
    {
        var inNight = night.Where(s => IsRound(s) && s.Text("round.id") == Id(round.CorrelationId)).ToList();
        var roots = own.Where(s => s.ParentId.Length == 0).ToList();
        if (inNight.Count != 1 || roots is not [{ Name: Round, Service: Scheduler }])
            yield return $"round {round.Number} has {inNight.Count} spans in the night and the roots {string.Join(", ", roots.Select(Said))}";
        else
        {
            if (!inNight[0].Links.Any(l => (l.TraceId, l.SpanId) == (roots[0].TraceId, roots[0].SpanId)))
                yield return $"round {round.Number} in the night has no link to its own trace";
            if (!roots[0].Links.Any(l => (l.TraceId, l.SpanId) == (inNight[0].TraceId, inNight[0].SpanId)))
                yield return $"round {round.Number} has no link to the night";
            if ((inNight[0].Start, inNight[0].End) != (round.StartedAt, round.ClosedAt))
                yield return $"round {round.Number} was told from {inNight[0].Start:O} to {inNight[0].End:O}";
        }
    }

    /// <summary>Who took part is heard in the round's trace: messages, databases, devices, the grader.</summary>
    private static IEnumerable<string> Parts(KeptNight kept, Round round, IReadOnlyList<ReceivedSpan> own)
    {
        var cameras = round.Cameras.Where(c => c.GrantedAt is not null).Select(c => Senders.Camera(c.Name)).ToList();
        var graded = round.Cameras.Exists(c => c.Frames > 0) ? ["grader"] : Array.Empty<string>();
        foreach (var service in (string[])[Scheduler, .. cameras, .. graded])
        {
            foreach (var scope in new[] { "MassTransit", "Sync.Ledger" }.Where(scope => !own.Any(s => s.Service == service && s.From.Scope == scope)))
                yield return $"round {round.Number} has no span of {scope} in {service}";
        }
        foreach (var camera in cameras.Where(c => !own.Any(s => s.Service == c && s.From.Scope == "Sync.CameraAgent" && s.Kind == ActivityKind.Client)))
            yield return $"round {round.Number} has no call to the device of {camera}";
    }

    private static IEnumerable<string> Same(string what, IEnumerable<string> kept, IEnumerable<string> told)
    {
        var (keptOnes, toldOnes) = (kept.Order().ToList(), told.Order().ToList());
        foreach (var one in keptOnes.Except(toldOnes))
            yield return $"{what}: {one} is not told";
        foreach (var one in toldOnes.Except(keptOnes))
            yield return $"{what}: {one} is told and not kept";
        if (keptOnes.Count != toldOnes.Count)
            yield return $"{what}: {keptOnes.Count} are kept and {toldOnes.Count} told";
    }

    private static bool IsRound(ReceivedSpan span) => Number().IsMatch(span.Name);

    private static bool IsHeartbeat(ReceivedSpan span) =>
        span.Attributes.Values.Append(span.Name).Any(v => Convert.ToString(v, CultureInfo.InvariantCulture)!.Contains("heartbeat", StringComparison.OrdinalIgnoreCase));

    private static string Essence(ReceivedSpan s) => $"{s.Service} {s.Name} {s.ParentId} {s.Start:O} {s.End:O} {s.Status} {s.Links.Count}";

    private static string Said(ReceivedSpan span) => $"'{span.Name}' of {span.Service} ({span.From.Scope}, {span.TraceId} {span.SpanId})";

    private static string Span(ReceivedSpan span) => $"{span.Start.ToUnixTimeMilliseconds()} {span.End.ToUnixTimeMilliseconds()}";

    private static string Id(Guid id) => id.ToString("N");

    [GeneratedRegex(@"^round (\d+)$")]
    private static partial Regex Number();
}
