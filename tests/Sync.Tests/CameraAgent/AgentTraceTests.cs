using System.Diagnostics;
using Sync.CameraAgent;
using Sync.Contracts;

namespace Sync.Tests.CameraAgent;

/// <summary>What an agent does and says about a round is in the round's trace, whichever of its processes did it.</summary>
public sealed class AgentTraceTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();
    private readonly ScratchDirectory after = new();
    private readonly TraceRecorder traces = new();

    public void Dispose()
    {
        traces.Dispose();
        scratch.Dispose();
        after.Dispose();
    }

    [Fact]
    public async Task A_frame_shows_all_that_was_done_for_it()
    {
        var round = AgentHost.Round();
        FrameSaved saved;
        await using (var host = await AgentHost.Start(scratch))
        {
            using var meters = new MeterRecorder(host.Role.Get<AgentMeter>().Meter);
            saved = await host.Frame(round);
            Assert.Equal([60], meters.All("sync.camera.open_shutter", ("camera.name", "wide")));
        }
        var spans = traces.OfRound(round.RoundId);
        Assert.Equal(["prepare", "expose", "download", "save"], spans.Where(s => s.Source.Name == "Sync.CameraAgent" && s.Kind != ActivityKind.Client && s.DisplayName != "ready").Select(s => s.DisplayName));
        var expose = spans.Single(s => s.DisplayName == "expose");
        Assert.Equal(("wide", "Ha", 60.0, 1, saved.FrameId.ToString("N")), (
            expose.GetTagItem("camera.name"), expose.GetTagItem("filter.name"), expose.GetTagItem("exposure.seconds"), expose.GetTagItem("round.number"), expose.GetTagItem("frame.id")));
        Assert.Equal(saved.Path, spans.Single(s => s.DisplayName == "save").GetTagItem("frame.path"));
        Assert.All(spans, s => Assert.NotEqual(ActivityStatusCode.Error, s.Status));
        Assert.Empty(traces.Orphans(round.RoundId));
        Assert.Superset(new HashSet<string> { "CameraReady", "ShutterOpened", "ShutterClosed", "FrameSaved" }, traces.Messages(round.RoundId).ToHashSet());
        Assert.DoesNotContain("CameraHeartbeat", traces.Messages(round.RoundId));
    }

    [Fact]
    public async Task An_aborted_exposure_is_an_error_and_its_seconds_count()
    {
        var round = AgentHost.Round();
        await using (var host = await AgentHost.Start(scratch))
        {
            using var meters = new MeterRecorder(host.Role.Get<AgentMeter>().Meter);
            await host.Exposing(round);
            host.Time.Advance(TimeSpan.FromSeconds(10));
            for (var i = 0; i < 2; i++)
                await host.Tell(new AbortSlot { RoundId = round.RoundId, Epoch = round.Epoch, Camera = AgentHost.Name, Reason = "clouds" });
            await host.Closed(round);
            await host.HasRead();
            Assert.Equal(10, meters.Sum("sync.camera.open_shutter"));
        }
        var expose = traces.OfRound(round.RoundId).Single(s => s.DisplayName == "expose");
        Assert.Equal((ActivityStatusCode.Error, "clouds"), (expose.Status, expose.StatusDescription));
    }

    [Fact]
    public async Task What_an_agent_says_for_an_earlier_process_is_in_the_trace_of_that_round()
    {
        var round = AgentHost.Round();
        await using (var killed = await AgentHost.Start(scratch))
        {
            await killed.Exposing(round);
            foreach (var file in Directory.EnumerateFiles(scratch, "sync.db*"))
                File.Copy(file, Path.Combine(after, Path.GetFileName(file)));
        }
        await using (var next = await AgentHost.Start(after))
            await next.Closed(round);
        var settled = traces.OfRound(round.RoundId).Single(s => s.DisplayName == "settle shutter");
        Assert.Equal((Traces.OfRound(round.RoundId).SpanId, "The agent was restarted while exposing."), (settled.ParentSpanId, settled.StatusDescription));
        Assert.Contains(traces.OfRound(round.RoundId), s => s.DisplayName == "scheduler-round process" && s.GetTagItem("messaging.masstransit.message_types") is "urn:message:Sync.Contracts:ShutterClosed");
        Assert.Empty(traces.Orphans(round.RoundId));
    }
}
