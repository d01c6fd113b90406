using Sync.Contracts;

namespace Sync.Tests.CameraAgent;

/// <summary>What is told twice is done once; what fails is said.</summary>
public sealed class RepeatTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Told_twice_to_open_it_exposes_once()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        var ready = await host.Ready(round);
        await host.Open(round, ready.Stamp);
        await host.Open(round, ready.Stamp);
        await host.Probe.Hears<ShutterOpened>();
        await host.Time.Awaited(round.Slot.Exposure);
        await host.HasRead();
        host.Time.Advance(round.Slot.Exposure);
        await host.Probe.Hears<FrameSaved>();
        await host.Open(round, ready.Stamp);
        await host.Tell(round);
        await host.HasRead();
        Assert.Equal(1, host.Camera.Exposures);
        Assert.Single(host.Probe.All<FrameSaved>());
        Assert.Equal(3, host.Probe.All<ShutterClosed>().Count(c => c.RoundId == round.RoundId && c.Frames == 1));
    }

    [Fact]
    public async Task The_next_round_is_prepared_after_the_download_and_not_before()
    {
        await using var host = await AgentHost.Start(scratch, script: c => c.DownloadTakes = TimeSpan.FromSeconds(7));
        var first = AgentHost.Round();
        await host.Exposing(first);
        host.Time.Advance(first.Slot.Exposure);
        await host.Closed(first);
        await host.Time.Awaited(TimeSpan.FromSeconds(7));
        var second = AgentHost.Round(epoch: 2, number: 2, night: first.NightId);
        await host.Tell(second);
        await host.HasRead();
        Assert.DoesNotContain(host.Probe.All<CameraReady>(), r => r.RoundId == second.RoundId);
        host.Time.Advance(TimeSpan.FromSeconds(7));
        await host.Probe.Hears<CameraReady>(r => r.RoundId == second.RoundId);
    }

    [Fact]
    public async Task A_filter_that_is_not_there_is_said_in_the_wheels_own_words()
    {
        await using var host = await AgentHost.Start(scratch);
        await host.Tell(AgentHost.Round(filter: "OIII"));
        Assert.Contains("has no filter 'OIII'", (await host.Probe.Hears<CameraNotReady>()).Reason);
        await host.Ready(AgentHost.Round(filter: "L"));
    }

    [Fact]
    public async Task A_full_disk_makes_a_camera_not_ready()
    {
        await using var host = await AgentHost.Start(scratch, minimumFreeDisk: long.MaxValue.ToString());
        await host.Tell(AgentHost.Round());
        Assert.Contains("GB left", (await host.Probe.Hears<CameraNotReady>()).Reason);
    }

    [Fact]
    public async Task A_frame_that_can_not_be_read_out_is_lost_and_said_so_once()
    {
        await using var host = await AgentHost.Start(scratch, script: c => c.Failures["Download"] = "the cable is loose");
        var round = AgentHost.Round();
        await host.Exposing(round);
        host.Time.Advance(round.Slot.Exposure);
        var lost = await host.Probe.Hears<FrameLost>();
        Assert.Contains("the cable is loose", lost.Reason);
        Assert.Equal(1, (await host.Closed(round)).Frames);
        Assert.Empty(host.Probe.All<FrameSaved>());
    }

    [Fact]
    public async Task A_shutter_counts_as_closed_only_when_the_hardware_has_been_aborted()
    {
        await using var host = await AgentHost.Start(scratch, script: c =>
        {
            c.Failures["Expose"] = "no answer";
            c.Failures["Abort"] = "no answer either";
        });
        var round = AgentHost.Round();
        await host.Open(round, (await host.Ready(round)).Stamp);
        await host.Probe.Hears<CameraHeartbeat>(h => h.Activity == CameraActivity.SyncWait || h.Activity == CameraActivity.Ready);
        await host.Time.Awaited(TimeSpan.FromSeconds(1)); // the first pause before it is connected again
        await host.HasRead();
        Assert.DoesNotContain(host.Probe.All<ShutterClosed>(), c => c.RoundId == round.RoundId);
        host.Camera.Failures.Clear();
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("no answer", (await host.Closed(round)).Reason);
    }

    [Fact]
    public async Task A_camera_out_of_reach_says_so_and_comes_back()
    {
        await using var host = await AgentHost.Start(scratch, script: c => c.Failures["Connect"] = "unplugged");
        Assert.Equal(CameraActivity.Failed, (await host.Probe.Hears<CameraHeartbeat>()).Activity);
        await host.Tell(AgentHost.Round());
        Assert.Contains("unplugged", (await host.Probe.Hears<CameraNotReady>()).Reason);
        host.Camera.Failures.Clear();
        await host.Ready(AgentHost.Round());
    }
}
