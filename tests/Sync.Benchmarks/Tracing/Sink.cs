using System.Collections.Concurrent;
using Sync.Tests.Otlp;

namespace Sync.Benchmarks.Tracing;

/// <summary>A collector that only keeps what comes, so that it takes little from what is measured beside it.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Kind, byte[] Message, int Sent)> kept = [];
    private readonly OtlpListener listener;

    private Sink() => listener = new((kind, message, sent) =>
    {
        kept.Enqueue((kind, message, sent));
        return true;
    });

    public Uri Address => listener.Grpc;

    public static async Task<Sink> Start()
    {
        var sink = new Sink();
        await sink.listener.Start();
        return sink;
    }

    public Task Stop() => listener.Stop();

    public void Forget() => kept.Clear();

    public Received Received() => new(
        kept.Where(k => k.Kind == "traces").SelectMany(k => TracesOf(new(k.Message))).GroupBy(t => t).ToDictionary(g => g.Key, g => g.Count()),
        kept.Count,
        kept.Sum(k => (long)k.Sent),
        kept.Where(k => k.Kind == "traces").Sum(k => (long)k.Sent));

    public async ValueTask DisposeAsync() => await listener.DisposeAsync();

    /// <summary>The trace of each span: resources, in them scopes, in them spans.</summary>
    private static IEnumerable<string> TracesOf(WireMessage request) =>
        request.All(1).SelectMany(resource => resource.All(2)).SelectMany(scope => scope.All(2)).Select(span => span.Hex(1));
}

/// <param name="SpansByTrace">how many each trace has</param>
/// <param name="Requests">of all kinds</param>
/// <param name="Bytes">of all kinds, as they were sent</param>
/// <param name="TraceBytes">of spans, as they were sent</param>
internal sealed record Received(IReadOnlyDictionary<string, int> SpansByTrace, int Requests, long Bytes, long TraceBytes);
