using System.Diagnostics;
using System.Net;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sync.Host.Telemetry;

namespace Sync.Tests.Host.Telemetry;

/// <summary>What a span is rebuilt with is the runtime's own: if a new runtime keeps it elsewhere, this is where it is seen.</summary>
public sealed class RevivalTests : IDisposable
{
    private readonly ActivitySource source = new($"Test.{Guid.NewGuid():N}", "1.2.3");
    private readonly ActivityListener listener;

    public RevivalTests()
    {
        listener = new() { ShouldListenTo = s => s == source, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose()
    {
        listener.Dispose();
        source.Dispose();
    }

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    [InlineData(OtlpExportProtocol.Grpc)]
    public void A_span_from_the_spool_is_exported_byte_for_byte_like_the_live_one(OtlpExportProtocol protocol)
    {
        foreach (var live in new[] { Plain(), Rich(), UnderOneHere() })
            Assert.Equal(Exported(live, protocol), Exported(Revival.Of(Kept(SpanRecord.Ended(live))), protocol));
    }

    [Fact]
    public void Spans_that_differ_are_exported_differently()
    {
        var live = Rich();
        var same = SpanRecord.Ended(live);
        var others = new[]
        {
            same with { Span = ActivitySpanId.CreateRandom() }, same with { Trace = ActivityTraceId.CreateRandom() }, same with { Parent = default },
            same with { Parent = ActivitySpanId.CreateRandom() }, same with { ParentIsRemote = false }, same with { Name = "other" },
            same with { Kind = ActivityKind.Server }, same with { Source = "other" }, same with { SourceVersion = null }, same with { TraceState = null },
            same with { Start = same.Start.AddTicks(-1) }, same with { End = same.End!.Value.AddTicks(1) }, same with { Status = ActivityStatusCode.Ok },
            same with { StatusDescription = "other" }, same with { Tags = [] }, same with { Links = [] }, same with { Events = [] },
            same with { Flags = ActivityTraceFlags.None },
        };
        var sent = Exported(live, OtlpExportProtocol.HttpProtobuf);
        Assert.All(others, o => Assert.NotEqual(sent, Exported(Revival.Of(Kept(o)), OtlpExportProtocol.HttpProtobuf)));
    }

    [Fact]
    public void Nobody_hears_a_rebuilt_span_begin_or_end()
    {
        var record = SpanRecord.Ended(Rich());
        var heard = 0;
        listener.ActivityStarted = _ => heard++;
        listener.ActivityStopped = _ => heard++;
        var revived = Revival.Of(record);
        Assert.Equal((record.Trace, record.Span, record.Parent), (revived.TraceId, revived.SpanId, revived.ParentSpanId));
        Assert.Equal(0, heard);
        Assert.NotSame(revived, Activity.Current);
    }

    private static SpanRecord Kept(SpanRecord span) => SpanReader.Read(SpanWriter.Line(span).ToArray())!;

    private Activity Plain()
    {
        var span = source.StartActivity("root")!;
        span.Stop();
        return span;
    }

    private Activity UnderOneHere()
    {
        using var parent = source.StartActivity("parent", ActivityKind.Server);
        var span = source.StartActivity("child", ActivityKind.Producer)!;
        span.SetStatus(ActivityStatusCode.Ok);
        span.Stop();
        return span;
    }

    private Activity Rich()
    {
        var far = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "vendor=a", isRemote: true);
        var other = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, "vendor=b");
        var span = source.StartActivity(
            "rich", ActivityKind.Consumer, far, links: [new(other, new() { { "why", "a retry" }, { "times", 2 } }), new(far)])!;
        span.DisplayName = "rich, \"quoted\"\nand in two lines";
        foreach (var (key, value) in Values())
            span.AddTag(key, value);
        span.AddEvent(new("half-way", tags: new() { { "adu", 31_000L } }));
        span.AddException(new InvalidOperationException("the guide star is gone"));
        span.SetStatus(ActivityStatusCode.Error, "the guide star is gone");
        span.Stop();
        return span;
    }

    private static IEnumerable<(string Key, object? Value)> Values() =>
    [
        ("text", "M 31 – α"), ("int", 7), ("long", long.MaxValue), ("whole double", 3.0), ("double", 0.1), ("float", 0.5f), ("nan", double.NaN),
        ("infinite", double.PositiveInfinity), ("yes", true), ("no", false), ("nothing", null), ("empty", ""), ("guid", Guid.Empty), ("kind", ActivityKind.Client),
        ("texts", new[] { "a", "b" }), ("longs", new[] { 1L, 2L }), ("doubles", new[] { 1.0, 2.5 }), ("truths", new[] { true, false }), ("none", Array.Empty<string>()),
        ("uri", new Uri("rabbitmq://broker/night")), ("text", "twice"),
    ];

    private static byte[] Exported(Activity span, OtlpExportProtocol protocol)
    {
        var wire = new Wire();
        var options = new OtlpExporterOptions { Endpoint = new("http://collector:4317"), Protocol = protocol, HttpClientFactory = () => new HttpClient(wire) };
        using var exporter = new OtlpTraceExporter(options);
        using var provider = OpenTelemetry.Sdk.CreateTracerProviderBuilder().SetResourceBuilder(ResourceBuilder.CreateEmpty())
            .AddProcessor(new SimpleActivityExportProcessor(exporter)).Build();
        exporter.Export(new Batch<Activity>([span], 1));
        return wire.Sent ?? throw new InvalidOperationException("Nothing was sent.");
    }

    private sealed class Wire : HttpMessageHandler
    {
        public byte[]? Sent { get; private set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancel)
        {
            using var copy = new MemoryStream();
            request.Content!.CopyTo(copy, null, cancel);
            Sent = copy.ToArray();
            return new(HttpStatusCode.OK);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            Sent = await request.Content!.ReadAsByteArrayAsync(cancel);
            return new(HttpStatusCode.OK);
        }
    }
}
