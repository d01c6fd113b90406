using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Sync.Host.Telemetry;

/// <summary>Exports traces, metrics and logs where the standard OTEL_ variables say so; without a collector nothing is made.</summary>
internal static class TelemetrySetup
{
    /// <summary>What Sync and MassTransit tell; sources and meters alike.</summary>
    private static readonly string[] Sources = ["MassTransit", "Sync.*"];

    /// <exception cref="Commands.SettingException">a variable can't be used</exception>
    public static void AddTelemetry(this HostApplicationBuilder builder, HostSettings settings)
    {
        var collector = CollectorSettings.Read(settings.Collector);
        if (collector is { Traces: null, Metrics: null, Logs: null })
            return;
        var identity = Identity.Of(settings);
        if (collector.Logs is { } logs)
            builder.Logging.AddOpenTelemetry(o => Export(o, logs, identity));
        if (collector.Traces is { } traces)
            AddSpool(builder, settings, collector, traces, identity);
        if (collector is { Traces: null, Metrics: null })
            return;
        builder.Services.AddHostedService(s => new Signals(
            () => collector.Traces is null ? null : Trace(settings, collector, s.GetRequiredService<SpanSpool>()),
            () => collector.Metrics is null ? null : Measure(settings, collector.Metrics, identity),
            s.GetService<SpanShipper>()));
    }

    private static void AddSpool(HostApplicationBuilder builder, HostSettings settings, CollectorSettings collector, SignalExport traces, Identity identity)
    {
        var folder = Path.Combine(settings.Directory, "telemetry", Identity.Usual(settings)); // roles may have one data folder
        var shipping = new Shipping(collector.BatchSize, collector.Delay, traces.Place);
        builder.Services.AddSingleton(s => new SpanSpool(folder, s.GetRequiredService<ILogger<SpanSpool>>()));
        builder.Services.AddSingleton(s => new SpanShipper(
            s.GetRequiredService<SpanSpool>(), shipping, identity, () => new OtlpTraceExporter(traces.Options()), TimeProvider.System,
            s.GetRequiredService<ILogger<SpanShipper>>()));
        builder.Logging.Configure(o => o.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Services.PostConfigure<SimpleConsoleFormatterOptions>(o => o.IncludeScopes = true);
    }

    private static TracerProvider Trace(HostSettings settings, CollectorSettings collector, SpanSpool spool)
    {
        var provider = Sdk.CreateTracerProviderBuilder().ConfigureServices(s => s.AddSingleton(settings.Collector)).AddSource(Sources);
        if (collector.Sampler is null) // only what belongs to a round, whose root is another's: heartbeats and checks are no one's story
            provider.SetSampler(new ParentBasedSampler(new AlwaysOffSampler()));
        return provider.AddProcessor(new SpanRecorder(spool)).Build();
    }

    private static MeterProvider Measure(HostSettings settings, SignalExport metrics, Identity identity) =>
        Sdk.CreateMeterProviderBuilder().ConfigureServices(s => s.AddSingleton(settings.Collector))
            .SetResourceBuilder(identity.Resource())
            .AddMeter([.. Sources, "System.Runtime"])
            .AddOtlpExporter(metrics.Apply)
            .Build();

    private static void Export(OpenTelemetryLoggerOptions options, SignalExport logs, Identity identity)
    {
        options.IncludeFormattedMessage = true;
        options.SetResourceBuilder(identity.Resource());
        options.AddProcessor(new BatchLogRecordExportProcessor(new OtlpLogExporter(logs.Options())));
    }
}
