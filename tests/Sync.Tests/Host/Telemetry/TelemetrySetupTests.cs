using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Host;
using Sync.Host.Commands;
using Sync.Host.Telemetry;
using Sync.Tests.Otlp;

namespace Sync.Tests.Host.Telemetry;

/// <summary>Alone, for whoever listens hears all rounds of this process, those of other tests too.</summary>
[Collection("The program")]
public sealed class TelemetrySetupTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly Scratch scratch = new();
    private readonly ActivitySource source = new("Sync.Test", "7");
    private readonly Guid round = Guid.NewGuid();
    private OtlpReceiver receiver = null!;

    private string TraceId => round.ToString("N");

    public async Task InitializeAsync() => receiver = await OtlpReceiver.Start();

    public async Task DisposeAsync()
    {
        source.Dispose();
        await receiver.DisposeAsync();
        scratch.Dispose();
    }

    [Fact]
    public void Without_an_endpoint_nothing_is_made()
    {
        var settings = ExportingHost.Settings(scratch.Folder, [("OTEL_TRACES_EXPORTER", "otlp")]);
        var plain = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        var before = plain.Services.ToList();
        plain.AddTelemetry(settings);
        Assert.Equal(before, plain.Services);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Folder));
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Spans_metrics_and_logs_arrive_with_who_said_them(string protocol)
    {
        using var meter = new Meter("Sync.Test");
        await using (var host = await ExportingHost.Start(Settings(protocol, [("OTEL_RESOURCE_ATTRIBUTES", "site=South%20field,deployment=home")], Role.CameraAgent)))
        {
            meter.CreateCounter<long>("sync.test.rounds").Add(2);
            using (source.StartActivity("exposure", ActivityKind.Internal, Traces.OfRound(round)))
                Logger(host).LogInformation("Shutter open on {Camera}", "esprit");
            await receiver.Until("Spans and metrics", Soon, r => Mine.Any() && r.Metrics.Any(m => m.Name == "sync.test.rounds"));
        }
        await receiver.Until("All three", Soon, r => r.Logs.Any());
        var span = Assert.Single(Mine);
        Assert.Equal(("camera-esprit", "Sync.Test", "exposure"), (span.Service, span.From.Scope, span.Name));
        Assert.Equal(Traces.OfRound(round).SpanId.ToHexString(), span.ParentId);
        var log = receiver.Logs.Single(l => l.Attributes.ContainsKey("Camera"));
        Assert.Equal((span.TraceId, span.SpanId), (log.TraceId, log.SpanId));
        Assert.All([span.From, receiver.Metrics[0].From, log.From], f =>
        {
            Assert.Equal(("camera-esprit", "sync", "South field", "home"), (f.Service, f.Resource["service.namespace"], f.Resource["site"], f.Resource["deployment"]));
            Assert.StartsWith("0.1.0", (string)f.Resource["service.version"], StringComparison.Ordinal);
            Assert.Equal(span.From.Resource["service.instance.id"], f.Resource["service.instance.id"]);
        });
        Assert.Contains(receiver.Metrics, m => m.From.Scope == "System.Runtime");
    }

    [Fact]
    public async Task Only_what_belongs_to_a_round_is_traced()
    {
        await using (await ExportingHost.Start(Settings("grpc", [])))
        {
            using (var heartbeat = source.StartActivity("heartbeat"))
            {
                Assert.False(heartbeat!.Recorded);
                using var under = source.StartActivity("under it");
                Assert.True(under is null or { Recorded: false });
            }
            using (source.StartActivity("exposure", ActivityKind.Internal, Traces.OfRound(round)))
                source.StartActivity("under it")!.Dispose();
            await receiver.Until("Both spans", Soon, _ => Mine.Count() == 2);
        }
        Assert.Equal(["under it", "exposure"], Mine.Select(s => s.Name));
        Assert.DoesNotContain(receiver.Spans, s => s.Name == "heartbeat");
    }

    [Fact]
    public async Task Whoever_wants_all_spans_gets_them()
    {
        string trace;
        await using (await ExportingHost.Start(Settings("grpc", [("OTEL_TRACES_SAMPLER", "always_on")])))
        {
            using (var heartbeat = source.StartActivity("heartbeat"))
                trace = heartbeat!.TraceId.ToHexString();
            await receiver.Until("The heartbeat", Soon, r => r.Spans.Any(s => s.TraceId == trace));
        }
        Assert.Equal("heartbeat", Assert.Single(receiver.Spans, s => s.TraceId == trace).Name);
    }

    [Theory]
    [InlineData("", "sync")]
    [InlineData("scheduler", "scheduler")]
    [InlineData("dither", "dither")]
    [InlineData("grader", "grader")]
    [InlineData("camera-agent", "camera-esprit")]
    public void A_process_has_its_roles_name(string role, string service) =>
        Assert.Equal(service, Identity.Of(ExportingHost.Settings(scratch.Folder, [], [.. Role.All.Where(r => r.Name == role)])).Service);

    [Theory]
    [InlineData("OTEL_SERVICE_NAME", "mine")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "a=b,service.name=mine")]
    public void Another_name_may_be_given(string variable, string value)
    {
        var identity = Identity.Of(ExportingHost.Settings(scratch.Folder, [(variable, value)]));
        Assert.Equal("mine", identity.Resource().Build().Attributes.Single(a => a.Key == "service.name").Value);
        Assert.Equal("scheduler", identity.Resource("scheduler").Build().Attributes.Single(a => a.Key == "service.name").Value);
    }

    [Fact]
    public async Task What_is_told_in_another_services_name_bears_it()
    {
        await using (var host = await ExportingHost.Start(Settings("http/protobuf", [])))
        {
            host.Services.GetRequiredService<SpanSpool>().Append(Told.Whole("night", "scheduler") with { Trace = Traces.TraceOf(round) });
            await receiver.Until("The night", Soon, _ => Mine.Any());
        }
        Assert.Equal(("night", "scheduler"), (Mine.Single().Name, Mine.Single().Service));
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task What_a_collector_missed_is_sent_by_the_next_process(string protocol)
    {
        await receiver.Stop();
        await using (await ExportingHost.Start(Settings(protocol, [])))
            source.StartActivity("exposure", ActivityKind.Internal, Traces.OfRound(round))!.Dispose();
        await receiver.Again();
        await using (await ExportingHost.Start(Settings(protocol, [])))
            await receiver.Until("What was left", Soon, _ => Mine.Any());
        Assert.Equal("exposure", Assert.Single(Mine).Name);
    }

    [Fact]
    public async Task Lines_bear_the_span_that_they_were_said_in_only_where_there_is_tracing()
    {
        await using (var host = await ExportingHost.Start(ExportingHost.Settings(scratch.Folder, [])))
        {
            using (new Activity("some").Start())
                Logger(host).LogInformation("clear");
            Assert.Equal("info: Sky[0] clear", host.Console.ToString().TrimEnd());
        }
        await using (var host = await ExportingHost.Start(Settings("grpc", [])))
        {
            using var span = source.StartActivity("exposure", ActivityKind.Internal, Traces.OfRound(round))!;
            Logger(host).LogInformation("cloudy");
            Activity.Current = null;
            Logger(host).LogInformation("clear");
            Assert.Equal([$"info: Sky[0] => SpanId:{span.SpanId}, TraceId:{TraceId} cloudy", "info: Sky[0] clear"], Lines(host));
        }
    }

    [Fact]
    public async Task One_signal_alone_makes_no_other()
    {
        var settings = ExportingHost.Settings(scratch.Folder, [("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", receiver.Grpc.ToString()), ("OTEL_METRIC_EXPORT_INTERVAL", "100")]);
        await using (var host = await ExportingHost.Start(settings))
        {
            Assert.Null(host.Services.GetService<SpanSpool>());
            await receiver.Until("Metrics", Soon, r => r.Metrics.Count > 0);
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Folder));
        Assert.Empty(receiver.Logs);
    }

    [Fact]
    public async Task Metrics_come_as_often_as_is_asked_for()
    {
        await using var host = await ExportingHost.Start(Settings("grpc", []));
        await receiver.Until("Three times", Soon, r => r.Metrics.Select(m => m.At).Distinct().Count() >= 3);
    }

    [Fact]
    public async Task A_process_that_ended_in_order_leaves_no_spans_behind()
    {
        await using (await ExportingHost.Start(Settings("grpc", [("OTEL_SERVICE_NAME", "../a name is no folder")])))
        {
            source.StartActivity("exposure", ActivityKind.Internal, Traces.OfRound(round))!.Dispose();
            await receiver.Until("The exposure", Soon, _ => Mine.Any());
        }
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(scratch.Folder, "telemetry", "sync"), "*.spans"));
    }

    [Fact]
    public async Task A_wrong_endpoint_is_one_sentence_and_the_program_does_not_start()
    {
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "sync.dll"), "rehearse", "--hours", "1", "--data", scratch.Folder])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4317" },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(CommandLine.Wrong, process.ExitCode);
        Assert.Equal("OTEL_EXPORTER_OTLP_ENDPOINT is collector:4317; allowed is an address such as http://HOST:4317.", said.TrimEnd());
    }

    private IEnumerable<ReceivedSpan> Mine => receiver.Spans.Where(s => s.TraceId == TraceId);

    private static ILogger Logger(ExportingHost host) => host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Sky");

    private static string[] Lines(ExportingHost host) =>
        [.. host.Console.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Where(l => l.Contains("Sky", StringComparison.Ordinal))];

    private HostSettings Settings(string protocol, (string, string)[] more, params Role[] roles) => ExportingHost.Settings(
        scratch.Folder,
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", (protocol == "grpc" ? receiver.Grpc : receiver.Http).ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"), ("OTEL_METRIC_EXPORT_INTERVAL", "100"), .. more,
        ],
        roles);
}
