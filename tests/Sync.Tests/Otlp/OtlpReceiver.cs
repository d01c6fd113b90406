namespace Sync.Tests.Otlp;

/// <summary>
/// A collector that takes traces, metrics and logs by OTLP, over HTTP (protobuf) and over gRPC, each on a port of loopback.
/// It keeps all that came, also what came twice.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<ReceivedSpan> spans = [];
    private readonly List<ReceivedMetric> metrics = [];
    private readonly List<ReceivedLog> logs = [];
    private readonly List<(Func<bool> Holds, TaskCompletionSource Told)> waiting = [];
    private readonly OtlpListener listener;

    private OtlpReceiver() => listener = new(Take);

    /// <summary>For OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.</summary>
    public Uri Http => listener.Http;

    /// <summary>For OTEL_EXPORTER_OTLP_PROTOCOL=grpc.</summary>
    public Uri Grpc => listener.Grpc;

    /// <summary>It answers, but takes nothing: 503, or UNAVAILABLE.</summary>
    public bool Refuses { get; set; }

    /// <summary>All so far, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedSpan> Spans => Locked(() => spans.ToArray());

    public IReadOnlyList<ReceivedMetric> Metrics => Locked(() => metrics.ToArray());

    public IReadOnlyList<ReceivedLog> Logs => Locked(() => logs.ToArray());

    /// <summary>Requests that were taken.</summary>
    public int Requests { get; private set; }

    /// <summary>Requests that were refused.</summary>
    public int Refusals { get; private set; }

    public static async Task<OtlpReceiver> Start()
    {
        var receiver = new OtlpReceiver();
        await receiver.Again();
        return receiver;
    }

    /// <summary>Nobody listens from now on.</summary>
    public Task Stop() => listener.Stop();

    /// <summary>Listens on the same ports as before.</summary>
    public Task Again() => listener.Start();

    /// <summary>Until something holds of what came. Asked after each request, and at once.</summary>
    /// <param name="what">for whoever reads the failure</param>
    /// <param name="within">of real time</param>
    /// <param name="holds">looks at this receiver</param>
    /// <exception cref="TimeoutException">it did not hold in time</exception>
    public async Task Until(string what, TimeSpan within, Func<OtlpReceiver, bool> holds)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (holds(this))
                return;
            waiting.Add((() => holds(this), told));
        }
        try
        {
            await told.Task.WaitAsync(within);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{what}: not within {within.TotalSeconds:0} s, with {spans.Count} spans, {metrics.Count} points and {logs.Count} logs from {Requests} requests.");
        }
    }

    public async ValueTask DisposeAsync() => await listener.DisposeAsync();

    /// <returns>false when it is refused</returns>
    private bool Take(string kind, byte[] body, int sent)
    {
        lock (gate)
        {
            if (Refuses)
                Refusals++;
            else
                Keep(kind, new WireMessage(body));
            Tell();
            return !Refuses;
        }
    }

    private void Keep(string kind, WireMessage request)
    {
        switch (kind)
        {
            case "traces": spans.AddRange(OtlpRequest.Spans(request)); break;
            case "metrics": metrics.AddRange(OtlpRequest.Metrics(request)); break;
            default: logs.AddRange(OtlpRequest.Logs(request)); break;
        }
        Requests++;
    }

    private void Tell()
    {
        foreach (var waiter in waiting.ToList())
        {
            try
            {
                if (!waiter.Holds())
                    continue;
                waiter.Told.SetResult();
            }
            catch (Exception e)
            {
                waiter.Told.SetException(e); // an assertion in a condition is the waiter's, not the exporter's
            }
            waiting.Remove(waiter);
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
            return read();
    }
}
