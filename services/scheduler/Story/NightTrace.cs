using System.Diagnostics;
using Sync.Contracts;

namespace Sync.Scheduler.Story;

/// <summary>A night's story as spans: the trace of the night, and of each round the root of its own trace.</summary>
public static class NightTrace
{
    /// <param name="night">the story of a night, over or not</param>
    /// <returns>the spans of all steps that are over; a parent that is not over yet is told later, under the id that its children name</returns>
    public static IReadOnlyList<ToldSpan> Of(Step night)
    {
        var spans = new List<ToldSpan>();
        Tell(spans, Guid.ParseExact((string)night.Fact("night.id")!, "N"), night, null, null);
        return spans;
    }

    /// <summary>The root of a night's trace.</summary>
    public static ActivitySpanId RootOf(Guid nightId) => Traces.SpanOf(NightStory.KeyOf(nightId));

    private static void Tell(List<ToldSpan> spans, Guid nightId, Step step, Step? parent, ActivitySpanId? parentId)
    {
        var span = Span(nightId, step, parentId);
        if (step.Until is not null && step.Kind == StepKind.Round)
        {
            var root = Root(nightId, step, parent!, span);
            spans.Add(span with { Links = [Context(root)] });
            spans.Add(root);
        }
        else if (step.Until is not null)
        {
            spans.Add(span);
        }
        foreach (var child in step.Steps)
            Tell(spans, nightId, child, step, span.SpanId);
    }

    private static ToldSpan Span(Guid nightId, Step step, ActivitySpanId? parentId) => new()
    {
        TraceId = Traces.TraceOf(nightId),
        SpanId = Traces.SpanOf(step.Key),
        ParentId = parentId,
        Name = step.Kind == StepKind.Night ? "night" : step.Name,
        Start = step.From,
        End = step.Until ?? step.From,
        Error = step.Trouble,
        Attributes = step.Facts,
    };

    /// <summary>In the round's own trace, whose other spans are told by those who do the work, while they do it.</summary>
    private static ToldSpan Root(Guid nightId, Step round, Step target, ToldSpan told)
    {
        var place = Traces.OfRound(Guid.ParseExact((string)round.Fact("round.id")!, "N"));
        return told with
        {
            TraceId = place.TraceId,
            SpanId = place.SpanId,
            ParentId = null,
            Name = "round",
            Attributes =
            [
                new("night.id", nightId.ToString("N")),
                .. round.Facts,
                .. target.Facts.Where(f => f.Name is "target.name" or "project.name"),
                new("round.cameras", string.Join(", ", round.Steps.Where(s => s.Kind is StepKind.Exposure or StepKind.Focus or StepKind.Solve).Select(s => s.Fact("camera.name")).Distinct())),
            ],
            Links = [Context(told)],
        };
    }

    private static ActivityContext Context(ToldSpan span) => new(span.TraceId, span.SpanId, ActivityTraceFlags.Recorded, isRemote: true);
}
