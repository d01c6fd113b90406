using System.Collections.Concurrent;
using System.Diagnostics;
using Sync.Contracts;

namespace Sync.Tests;

/// <summary>
/// Hears all spans of this process, sampled as the host does it: nothing begins a trace, and what hangs in one is recorded.
/// Tests run side by side, so ask by trace only.
/// </summary>
internal sealed class TraceRecorder : IDisposable
{
    private static readonly ActivitySource Source = new("Sync.Test");
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public TraceRecorder()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "MassTransit" || s.Name.StartsWith("Sync.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> o) =>
                o.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? ActivitySamplingResult.AllDataAndRecorded
                : o.Parent.TraceId == default || o.Parent.IsRemote ? ActivitySamplingResult.PropagationData
                : ActivitySamplingResult.None,
            ActivityStopped = a =>
            {
                if (a.Recorded)
                    ended.Enqueue(a);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>For a test that speaks in a round's trace.</summary>
    public static Activity Within(Guid roundId) => Source.StartActivity("test", ActivityKind.Internal, Traces.OfRound(roundId))!;

    /// <summary>All spans of a round's trace that have ended, in the order in which they began.</summary>
    public IReadOnlyList<Activity> OfRound(Guid roundId) =>
        [.. ended.Where(a => a.TraceId == Traces.TraceOf(roundId)).OrderBy(a => a.StartTimeUtc)];

    /// <summary>What was sent or read in a round's trace, by the names of the messages.</summary>
    public IReadOnlySet<string> Messages(Guid roundId) => OfRound(roundId)
        .Select(s => s.GetTagItem("messaging.masstransit.message_types") as string)
        .OfType<string>()
        .Select(m => m[(m.LastIndexOf(':') + 1)..])
        .ToHashSet();

    /// <summary>Spans of a round whose parent is neither its root nor among them.</summary>
    public IEnumerable<string> Orphans(Guid roundId)
    {
        var spans = OfRound(roundId);
        var known = spans.Select(s => s.SpanId).Append(Traces.OfRound(roundId).SpanId).ToHashSet();
        return spans.Where(s => !known.Contains(s.ParentSpanId)).Select(Name);
    }

    public void Dispose() => listener.Dispose();

    private static string Name(Activity span) => $"{span.Source.Name}: {span.DisplayName}";
}
