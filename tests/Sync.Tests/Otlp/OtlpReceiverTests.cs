using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Sync.Tests.Otlp;

/// <summary>The receiver is worth no more than what it hears of the real exporter.</summary>
public sealed class OtlpReceiverTests : IAsyncLifetime
{
    private const int FlushMilliseconds = 5000;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly ActivitySource source = new($"Test.{Guid.NewGuid():N}");
    private OtlpReceiver receiver = null!;

    public async Task InitializeAsync() => receiver = await OtlpReceiver.Start();

    public async Task DisposeAsync()
    {
        source.Dispose();
        await receiver.DisposeAsync();
    }

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    [InlineData(OtlpExportProtocol.Grpc)]
    public async Task A_span_arrives_with_all_that_it_says(OtlpExportProtocol protocol)
    {
        using var sdk = Exporter(protocol);
        var linked = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        using var parent = source.StartActivity("parent");
        var child = source.StartActivity("child", ActivityKind.Client, parent!.Context, Said(), [new(linked)])!;
        child.AddEvent(new("half-way"));
        child.SetStatus(ActivityStatusCode.Error, "a cloud");
        child.Dispose();
        sdk.TracerProvider.ForceFlush(FlushMilliseconds);

        await receiver.Until("The child arrives", Soon, r => r.Spans.Count > 0);
        var span = Assert.Single(receiver.Spans);
        Assert.Equal(("tested", source.Name, "child", ActivityKind.Client), (span.Service, span.From.Scope, span.Name, span.Kind));
        Assert.Equal((child.TraceId.ToHexString(), child.SpanId.ToHexString(), parent.SpanId.ToHexString()), (span.TraceId, span.SpanId, span.ParentId));
        Assert.Equal((child.StartTimeUtc, child.StartTimeUtc + child.Duration), (span.Start.UtcDateTime, span.End.UtcDateTime));
        Assert.Equal((ActivityStatusCode.Error, "a cloud"), (span.Status, span.StatusDescription));
        Assert.Equal(Said().OrderBy(a => a.Key).Select(a => (a.Key, a.Value!)), span.Attributes.OrderBy(a => a.Key).Select(a => (a.Key, a.Value)));
        var link = Assert.Single(span.Links);
        Assert.Equal((linked.TraceId.ToHexString(), linked.SpanId.ToHexString()), (link.TraceId, link.SpanId));
        Assert.Equal("half-way", Assert.Single(span.Events).Name);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    [InlineData(OtlpExportProtocol.Grpc)]
    public async Task Points_and_logs_arrive(OtlpExportProtocol protocol)
    {
        using var meter = new Meter(source.Name);
        using var sdk = Exporter(protocol);
        meter.CreateCounter<long>("rounds", "{round}").Add(3, new KeyValuePair<string, object?>("camera.name", "esprit"));
        meter.CreateHistogram<double>("settle", "s").Record(4.5);
        meter.CreateHistogram<double>("settle", "s").Record(2);
        meter.CreateObservableGauge("backlog", () => 17);
        sdk.MeterProvider.ForceFlush(FlushMilliseconds);
        using var parent = source.StartActivity("parent")!;
        sdk.GetLoggerFactory().CreateLogger("Sky").LogWarning("Cloud over {Camera}", "redcat");
        sdk.LoggerProvider.ForceFlush(FlushMilliseconds);

        await receiver.Until("Both arrive", Soon, r => r.Metrics.Count > 0 && r.Logs.Count > 0);
        Assert.Equal(
            [("rounds", "{round}", "sum", 3d, 1L), ("settle", "s", "histogram", 6.5, 2L), ("backlog", "", "gauge", 17d, 1L)],
            receiver.Metrics.Where(m => m.From.Scope == source.Name).Select(m => (m.Name, m.Unit, m.Kind, m.Value, m.Count)));
        Assert.Equal("esprit", receiver.Metrics[0].Attributes["camera.name"]);
        var log = Assert.Single(receiver.Logs);
        Assert.Equal(("tested", "Sky", "Warning", "Cloud over {Camera}"), (log.Service, log.From.Scope, log.Severity, log.Body));
        Assert.Equal((parent.TraceId.ToHexString(), parent.SpanId.ToHexString()), (log.TraceId, log.SpanId));
        Assert.Equal("redcat", log.Attributes["Camera"]);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    [InlineData(OtlpExportProtocol.Grpc)]
    public async Task What_is_refused_is_not_kept_and_after_a_stop_it_listens_again(OtlpExportProtocol protocol)
    {
        using var exporter = new OtlpTraceExporter(new() { Endpoint = Endpoint(protocol, "v1/traces"), Protocol = protocol, TimeoutMilliseconds = FlushMilliseconds });
        using var sdk = Exporter(protocol);
        using var span = source.StartActivity("span")!;
        ExportResult Export() => exporter.Export(new Batch<Activity>([span], 1));

        receiver.Refuses = true;
        Assert.Equal(ExportResult.Failure, Export());
        Assert.Equal((0, 1), (receiver.Spans.Count, receiver.Refusals));
        receiver.Refuses = false;
        await receiver.Stop();
        Assert.Equal(ExportResult.Failure, Export());
        await receiver.Again();
        Assert.Equal(ExportResult.Success, Export());
        Assert.Equal("span", Assert.Single(receiver.Spans).Name);
        await Assert.ThrowsAsync<TimeoutException>(() => receiver.Until("Nothing more", TimeSpan.Zero, r => r.Spans.Count > 1));
    }

    private static List<KeyValuePair<string, object?>> Said() =>
        [new("camera.name", "esprit"), new("round.number", 7L), new("exposure.seconds", 0.5), new("dark", true)];

    private OpenTelemetrySdk Exporter(OtlpExportProtocol protocol)
    {
        var sdk = OpenTelemetrySdk.Create(o => o
            .ConfigureResource(r => r.AddService("tested"))
            .WithTracing(t => t.AddSource(source.Name))
            .WithMetrics(m => m.AddMeter(source.Name))
            .WithLogging()
            .UseOtlpExporter(protocol, Endpoint(protocol, "")));
        _ = sdk.TracerProvider;
        _ = sdk.MeterProvider;
        return sdk;
    }

    private Uri Endpoint(OtlpExportProtocol protocol, string path) =>
        protocol == OtlpExportProtocol.Grpc ? receiver.Grpc : new(receiver.Http, path);
}
