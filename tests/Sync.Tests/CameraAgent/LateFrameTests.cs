using Sync.Astro.Fits;
using Sync.Contracts;

namespace Sync.Tests.CameraAgent;

/// <summary>An exposure of 60 s that is ended after 40 s, because others wait for it.</summary>
public sealed class LateFrameTests : IDisposable
{
    private static readonly TimeSpan Exposed = TimeSpan.FromSeconds(40);
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task What_was_exposed_is_saved_with_its_true_length_and_the_reason_and_no_frame_was_taken()
    {
        await using var host = await Late(keeps: true);
        var round = await Stopped(host, keepFrame: true);
        var closed = await host.Closed(round);
        Assert.Equal((0, "two wait", Exposed), (closed.Frames, closed.Reason, closed.Open));
        var saved = await host.Probe.Hears<FrameSaved>();
        Assert.Equal(("two wait", Exposed), (saved.AbortedBecause, saved.Closed - saved.Opened));
        Assert.EndsWith("_aborted.fits", saved.Path, StringComparison.Ordinal);
        using var file = File.OpenRead(saved.Path);
        var header = FitsReader.ReadHeader(file);
        Assert.Equal((40.0, 40.0, "two wait"), (header.Number("EXPTIME"), header.Number("EXPOSURE"), header.Text("SYNABORT")));
    }

    [Fact]
    public async Task A_camera_that_can_not_discards_it()
    {
        await using var host = await Late(keeps: false);
        var round = await Stopped(host, keepFrame: true);
        Assert.Equal((0, "two wait"), ((await host.Closed(round)).Frames, (await host.Closed(round)).Reason));
        await Next(host, round);
        Assert.Empty(host.Probe.All<FrameSaved>());
    }

    [Fact]
    public async Task Any_other_abort_keeps_nothing()
    {
        await using var host = await Late(keeps: true);
        var round = await Stopped(host, keepFrame: false);
        Assert.Equal(0, (await host.Closed(round)).Frames);
        await Next(host, round);
        Assert.Empty(host.Probe.All<FrameSaved>());
    }

    [Fact]
    public async Task Of_several_frames_the_whole_ones_were_taken_and_the_last_is_kept_beside_them()
    {
        await using var host = await Late(keeps: true);
        var round = AgentHost.Round(lease: 600, frames: 3);
        await host.Exposing(round);
        host.Time.Advance(round.Slot.Exposure);
        await host.Probe.Hears<ShutterOpened>(_ => host.Probe.All<ShutterOpened>().Count == 2);
        await host.Time.Awaited(round.Slot.Exposure);
        host.Time.Advance(Exposed);
        await Abort(host, round, keepFrame: true);
        Assert.Equal((1, "two wait"), ((await host.Closed(round)).Frames, (await host.Closed(round)).Reason));
        await host.Probe.Hears<FrameSaved>(s => s.AbortedBecause is not null);
        Assert.Single(host.Probe.All<FrameSaved>(), s => s.AbortedBecause is null);
    }

    [Fact]
    public async Task When_it_can_not_be_read_out_nobody_misses_it()
    {
        await using var host = await Late(keeps: true);
        host.Camera.Failures["Download"] = "the cable is loose";
        var round = await Stopped(host, keepFrame: true);
        Assert.Equal("two wait", (await host.Closed(round)).Reason);
        host.Camera.Failures.Clear();
        await Next(host, round);
        Assert.Empty(host.Probe.All<FrameLost>());
        Assert.Empty(host.Probe.All<FrameSaved>());
    }

    private Task<AgentHost> Late(bool keeps) => AgentHost.Start(scratch, script: c => c.KeepsStopped = keeps);

    private static async Task<PrepareRound> Stopped(AgentHost host, bool keepFrame)
    {
        var round = AgentHost.Round();
        await host.Exposing(round);
        host.Time.Advance(Exposed);
        await Abort(host, round, keepFrame);
        return round;
    }

    private static Task Abort(AgentHost host, PrepareRound round, bool keepFrame) => host.Tell(
        new AbortSlot { RoundId = round.RoundId, Epoch = round.Epoch, Camera = AgentHost.Name, Reason = "two wait", KeepFrame = keepFrame });

    /// <summary>Its hands are free again.</summary>
    private static Task<CameraReady> Next(AgentHost host, PrepareRound round) => host.Ready(AgentHost.Round(epoch: 2, number: 2, night: round.NightId));
}
