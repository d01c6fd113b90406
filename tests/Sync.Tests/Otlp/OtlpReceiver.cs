using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Host;

namespace Sync.Tests.Otlp;

/// <summary>
/// A collector that takes traces, metrics and logs by OTLP, over HTTP (protobuf) and over gRPC, each on a port of loopback.
/// It keeps all that came, also what came twice.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    private readonly int[] ports = FreePorts.Some(2);
    private readonly Lock gate = new();
    private readonly List<ReceivedSpan> spans = [];
    private readonly List<ReceivedMetric> metrics = [];
    private readonly List<ReceivedLog> logs = [];
    private readonly List<(Func<bool> Holds, TaskCompletionSource Told)> waiting = [];
    private WebApplication? app;

    private OtlpReceiver()
    {
    }

    /// <summary>For OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.</summary>
    public Uri Http => new($"http://127.0.0.1:{ports[0]}");

    /// <summary>For OTEL_EXPORTER_OTLP_PROTOCOL=grpc.</summary>
    public Uri Grpc => new($"http://127.0.0.1:{ports[1]}");

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

    /// <summary>Bytes of the bodies that were taken, as they were sent.</summary>
    public long Bytes { get; private set; }

    public static async Task<OtlpReceiver> Start()
    {
        var receiver = new OtlpReceiver();
        await receiver.Again();
        return receiver;
    }

    /// <summary>Nobody listens from now on.</summary>
    public async Task Stop()
    {
        if (app is null)
            return;
        await app.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>Listens on the same ports as before.</summary>
    public async Task Again()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = null;
            server.Listen(System.Net.IPAddress.Loopback, ports[0], l => l.Protocols = HttpProtocols.Http1);
            server.Listen(System.Net.IPAddress.Loopback, ports[1], l => l.Protocols = HttpProtocols.Http2);
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = LastAnswers);
        builder.Services.AddSingleton<IHostLifetime, GivenLifetime>();
        app = builder.Build();
        app.Run(context => OtlpDoor.Answer(context, Take));
        await app.StartAsync();
    }

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

    public async ValueTask DisposeAsync() => await Stop();

    /// <returns>false when it is refused</returns>
    private bool Take(string kind, byte[] body, int sent)
    {
        lock (gate)
        {
            if (Refuses)
                Refusals++;
            else
                Keep(kind, new WireMessage(body), sent);
            Tell();
            return !Refuses;
        }
    }

    private void Keep(string kind, WireMessage request, int sent)
    {
        switch (kind)
        {
            case "traces": spans.AddRange(OtlpRequest.Spans(request)); break;
            case "metrics": metrics.AddRange(OtlpRequest.Metrics(request)); break;
            default: logs.AddRange(OtlpRequest.Logs(request)); break;
        }
        Requests++;
        Bytes += sent;
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
