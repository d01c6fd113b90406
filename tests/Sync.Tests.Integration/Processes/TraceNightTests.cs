using System.Diagnostics;
using Sync.Contracts;
using Sync.Tests.Otlp;

namespace Sync.Tests.Integration.Processes;

/// <summary>Nights of six processes that export to a collector, which hears all that the database holds, whoever dies.</summary>
[Collection("broker")]
public sealed class TraceNightTests(Broker broker)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    /// <summary>A collector that was away is asked again after a minute at most.</summary>
    private static readonly TimeSpan Shipped = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task The_traces_are_whole_though_scheduler_and_agent_are_killed_in_an_exposure()
    {
        await using var receiver = await OtlpReceiver.Start();
        await using var rig = await ProcessRig.Prepare(broker.Logins, speed: 120, night: TimeSpan.FromHours(1.25), ExportTo(receiver.Grpc, "grpc"));
        rig.StartAll();
        var first = await rig.ShuttersOpen(from: 2);
        await rig.Restart(ProcessRig.Scheduler);
        var second = await rig.ShuttersOpen(from: first.Number + 2);
        var dead = rig.Cameras[^1];
        await rig.Restart(dead);
        await rig.Ends();
        await NightJudge.Check(rig);

        var kept = await EverythingIsTold(rig, receiver);
        Assert.Contains(receiver.Spans, s =>
            s.TraceId == second.CorrelationId.ToString("N") && s.Service == Senders.Camera(dead) && s is { Status: ActivityStatusCode.Error, StatusDescription: "The process ended before this did." });
        Assert.Contains(kept.Faults, f => f.Camera is null); // the scheduler's restart
        Assert.True(kept.Rounds.Count > second.Number);
        Assert.Contains(kept.Rounds, r => r.Cameras.Exists(c => c.Slot.Work == SlotWork.Focus));
        MetricsArrived(rig, receiver);
        LogsArrived(receiver, [ProcessRig.Scheduler, ProcessRig.Dither, .. rig.Cameras.Select(Senders.Camera)]);
    }

    [Fact]
    public async Task A_collector_that_is_away_for_a_while_hears_everything_afterwards()
    {
        await using var receiver = await OtlpReceiver.Start();
        await using var rig = await ProcessRig.Prepare(broker.Logins, speed: 120, night: TimeSpan.FromHours(1), ExportTo(receiver.Http, "http/protobuf"));
        rig.StartAll();
        var first = await rig.ShuttersOpen(from: 2);
        await receiver.Until("Something arrives", Soon, r => r.Spans.Count > 0);
        await receiver.Stop();
        var second = await rig.ShuttersOpen(from: first.Number + 3);
        receiver.Refuses = true;
        await receiver.Again();
        await receiver.Until("It refuses", Soon, r => r.Refusals > 0);
        receiver.Refuses = false;
        await rig.ShuttersOpen(from: second.Number + 1);
        await rig.Ends();
        await NightJudge.Check(rig);

        await EverythingIsTold(rig, receiver);
        MetricsArrived(rig, receiver);
        LogsArrived(receiver, [ProcessRig.Dither, .. rig.Cameras.Select(Senders.Camera)]);
    }

    /// <summary>While all run, and when all have stopped.</summary>
    private static async Task<KeptNight> EverythingIsTold(ProcessRig rig, OtlpReceiver receiver)
    {
        var kept = await KeptNight.Of(rig.Books);
        try
        {
            await receiver.Until("Everything is told", Shipped, r => TraceJudge.Findings(kept, r.Spans).Count == 0);
        }
        catch (TimeoutException)
        {
            Clean(kept, receiver); // which says what is missing
        }
        Assert.All(await rig.StopAll(), role => Assert.Equal(0, role.Value));
        Clean(kept, receiver);
        return kept;
    }

    private static void Clean(KeptNight kept, OtlpReceiver receiver)
    {
        var findings = TraceJudge.Findings(kept, receiver.Spans);
        Assert.True(findings.Count == 0, $"{findings.Count} of {receiver.Spans.Count} spans:\n{string.Join('\n', findings.Take(50))}");
    }

    private static void MetricsArrived(ProcessRig rig, OtlpReceiver receiver)
    {
        var heard = receiver.Metrics.Where(m => m.Count > 0).Select(m => (m.Service, m.Name)).ToHashSet();
        (string, string)[] expected =
        [
            .. new[] { "sync.rounds", "sync.frames", "sync.waiting", "sync.round.dead_time", "sync.round.start_skew", "sync.queue.delay", "sync.outbox.delay", "sync.outbox.backlog" }
                .Select(name => (ProcessRig.Scheduler, name)),
            .. new[] { "sync.moves", "sync.dither.settle", "sync.guiding.rms", "sync.queue.delay" }.Select(name => (ProcessRig.Dither, name)),
            (ProcessRig.Grader, "sync.frame.hfr"),
            .. rig.Cameras.Select(c => (Senders.Camera(c), "sync.camera.open_shutter")),
        ];
        Assert.Empty(expected.Except(heard));
        Assert.All(receiver.Metrics.Where(m => m.Name == "sync.camera.open_shutter"), m => Assert.Equal(m.Service, Senders.Camera((string)m.Attributes["camera.name"])));
        Assert.All(receiver.Metrics.Where(m => m.Name.StartsWith("sync.", StringComparison.Ordinal)), m => Assert.NotEmpty(m.Unit));
    }

    /// <summary>From a line of a role's log one finds what it was about.</summary>
    private static void LogsArrived(OtlpReceiver receiver, IEnumerable<string> services)
    {
        var spans = receiver.Spans.Select(s => (s.TraceId, s.SpanId)).ToHashSet();
        var heard = receiver.Logs.Where(l => spans.Contains((l.TraceId, l.SpanId))).Select(l => l.Service).ToHashSet();
        Assert.Empty(services.Except(heard));
    }

    private static Dictionary<string, string> ExportTo(Uri collector, string protocol) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.AbsoluteUri,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["Focus__EveryFrames"] = "4", // runs through focus are told too
    };
}
