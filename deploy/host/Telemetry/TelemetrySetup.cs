using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Sync.Host.Telemetry;

/// <summary>Exports traces and metrics where the standard OTEL_ variables say so; without a collector nothing is made.</summary>
internal static class TelemetrySetup
{
    private const int FlushMilliseconds = 3000;

    public static void AddTelemetry(this IServiceCollection services, HostSettings settings)
    {
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is null)
            return;
        services.AddSingleton(_ => OpenTelemetrySdk.Create(o => o
            .ConfigureResource(r => r.AddService(settings.Roles.Count == 1 ? settings.Roles[0].Name : "sync"))
            .WithTracing(t => t.AddSource("MassTransit"))
            .WithMetrics(m => m.AddMeter("MassTransit"))
            .UseOtlpExporter()));
        services.AddHostedService<Exporter>();
    }

    /// <summary>Registered first, so stopped last: what the others said while stopping is sent too.</summary>
    private sealed class Exporter(OpenTelemetrySdk sdk) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(sdk.TracerProvider);

        public Task StopAsync(CancellationToken cancellationToken)
        {
            sdk.TracerProvider.ForceFlush(FlushMilliseconds);
            sdk.MeterProvider.ForceFlush(FlushMilliseconds);
            return Task.CompletedTask;
        }
    }
}
