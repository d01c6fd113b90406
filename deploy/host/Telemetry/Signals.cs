using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Sync.Host.Telemetry;

/// <summary>Listens to spans and metrics while the process runs. Registered first, so stopped last: what the others say while stopping is sent too.</summary>
internal sealed class Signals(Func<TracerProvider?> traces, Func<MeterProvider?> metrics, SpanShipper? shipper) : IHostedService, IDisposable
{
    private const int FarewellMilliseconds = 3000;
    private TracerProvider? tracer;
    private MeterProvider? meter;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        shipper?.Start();
        tracer = traces();
        meter = metrics();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(shipper?.Stop() ?? Task.CompletedTask, Task.Run(() => meter?.Shutdown(FarewellMilliseconds), CancellationToken.None));

    public void Dispose()
    {
        tracer?.Dispose();
        meter?.Dispose();
    }
}
