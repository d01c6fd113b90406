using Sync.CameraAgent.Exposures;
using Sync.Contracts;

namespace Sync.Tests.CameraAgent;

/// <summary>Several frames under one hold.</summary>
public sealed class SlotTests : IDisposable
{
    private static readonly TimeSpan Download = TimeSpan.FromSeconds(7);
    private readonly ScratchDirectory scratch = new();
    private readonly ScratchDirectory after = new();

    public void Dispose()
    {
        scratch.Dispose();
        after.Dispose();
    }

    [Fact]
    public async Task Frames_are_taken_one_after_the_other_and_the_close_is_said_once_before_the_last_is_read_out()
    {
        await using var host = await Start(scratch);
        var round = Round(frames: 3);
        await host.Exposing(round);
        for (var frame = 1; frame < 3; frame++)
        {
            await Exposed(host, round, frame);
            Assert.DoesNotContain(host.Probe.All<ShutterClosed>(), c => c.RoundId == round.RoundId);
            await ReadOut(host, round, frame + 1);
        }
        await Exposed(host, round, 3);
        var closed = await host.Closed(round);
        Assert.Equal((3, TimeSpan.FromSeconds(180), null), (closed.Frames, closed.Open, closed.Reason));
        await host.Probe.Hears<FrameSaved>(s => host.Probe.All<FrameSaved>().Count == 2); // written beside the exposures
        host.Time.Advance(Download);
        await host.Probe.Hears<FrameSaved>(s => host.Probe.All<FrameSaved>().Count == 3);
        await host.HasRead();
        var saved = host.Probe.All<FrameSaved>();
        Assert.Equal((3, 3, 3), (saved.Count, saved.Select(s => s.FrameId).Distinct().Count(), saved.Count(s => File.Exists(s.Path))));
        Assert.All(saved, s => Assert.Equal(TimeSpan.FromSeconds(60), s.Closed - s.Opened));
        Assert.Single(host.Probe.All<ShutterClosed>(), c => c.RoundId == round.RoundId);
        Assert.Equal(3, host.Camera.Exposures);
    }

    [Theory]
    [InlineData(127, 2)]
    [InlineData(126.9, 1)]
    public async Task Another_frame_is_taken_only_if_it_ends_within_the_window(double window, int frames)
    {
        await using var host = await Start(scratch);
        var round = Round(frames: 9);
        await host.Exposing(round, window);
        await Exposed(host, round, 1);
        if (frames == 2)
        {
            await ReadOut(host, round, 2);
            await Exposed(host, round, 2);
        }
        else
        {
            host.Time.Advance(Download);
        }
        var closed = await host.Closed(round);
        Assert.Equal(frames, closed.Frames);
        Assert.Contains("within the window", closed.Reason);
        Assert.Equal(frames, host.Camera.Exposures);
    }

    [Fact]
    public async Task Another_frame_is_taken_only_if_the_lease_covers_it()
    {
        await using var host = await Start(scratch);
        var round = Round(frames: 9, lease: 128);
        await host.Exposing(round, 1000);
        await Exposed(host, round, 1);
        host.Time.Advance(Download);
        var closed = await host.Closed(round);
        Assert.Equal(1, closed.Frames);
        Assert.Contains("the lease does not cover", closed.Reason);
    }

    [Fact]
    public async Task How_long_a_camera_was_read_out_is_said_and_counted_before_it_is_read_out_again()
    {
        await using var host = await Start(scratch);
        var first = Round(frames: 1);
        await host.Exposing(first);
        host.Time.Advance(first.Slot.Exposure);
        await host.Time.Awaited(Download);
        host.Time.Advance(Download);
        await host.Probe.Hears<FrameSaved>();
        var second = Round(frames: 9, number: 2, night: first.NightId);
        await host.Exposing(second, 126);
        host.Time.Advance(TimeSpan.FromSeconds(3)); // a heartbeat
        Assert.Equal(Download, (await host.Probe.Hears<CameraHeartbeat>(h => h.Readout is not null)).Readout);
        host.Time.Advance(second.Slot.Exposure - TimeSpan.FromSeconds(3));
        Assert.Equal(1, (await host.Closed(second)).Frames); // said at once, before the download
    }

    [Fact]
    public async Task A_slot_aborted_between_two_frames_is_closed_at_once_and_takes_no_other()
    {
        await using var host = await Start(scratch);
        var round = Round(frames: 3);
        await host.Exposing(round);
        await Exposed(host, round, 1);
        await host.Tell(new AbortSlot { RoundId = round.RoundId, Epoch = round.Epoch, Camera = AgentHost.Name, Reason = "clouds" });
        var closed = await host.Closed(round);
        Assert.Equal((1, "clouds"), (closed.Frames, closed.Reason));
        host.Time.Advance(Download);
        await host.Probe.Hears<FrameSaved>();
        await host.Ready(Round(frames: 1, number: 2, night: round.NightId));
        Assert.Equal(1, host.Camera.Exposures);
        Assert.Single(host.Probe.All<ShutterClosed>(), c => c.RoundId == round.RoundId);
    }

    [Fact]
    public async Task A_camera_that_can_not_be_read_out_ends_its_slot()
    {
        await using var host = await AgentHost.Start(scratch, script: c => c.Failures["Download"] = "the cable is loose");
        var round = Round(frames: 3);
        await host.Exposing(round);
        host.Time.Advance(round.Slot.Exposure);
        var closed = await host.Closed(round);
        Assert.Equal(1, closed.Frames);
        Assert.Contains("the cable is loose", closed.Reason);
        await host.Probe.Hears<FrameLost>();
        Assert.Single(host.Probe.All<FrameLost>());
        Assert.Equal(1, host.Camera.Exposures);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_in_the_middle_of_a_slot_every_frame_is_saved_or_lost_once(bool exposing)
    {
        await using var killed = await Start(scratch);
        var round = Round(frames: 3);
        await killed.Exposing(round);
        await Exposed(killed, round, 1);
        await ReadOut(killed, round, 2);
        var first = await killed.Probe.Hears<FrameSaved>();
        await killed.HasRead();
        if (!exposing)
            await Exposed(killed, round, 2);
        Killed();
        await using var next = await Start(after);
        var closed = await next.Closed(round);
        Assert.Equal((exposing ? 1 : 2, "The agent was restarted while exposing."), (closed.Frames, closed.Reason));
        Assert.Equal((1, 0), (next.Camera.Aborts, next.Camera.Exposures));
        await next.Tell(round);
        await next.HasRead();
        Assert.Equal(exposing ? 0 : 1, next.Probe.All<FrameLost>().Count);
        Assert.DoesNotContain(next.Probe.All<FrameLost>(), l => l.FrameId == first.FrameId);
        Assert.Empty(next.Probe.All<FrameSaved>());
        Assert.Empty(await next.Role.Store.Read(c => FrameJournal.InState(c, AgentHost.Name, JournalState.Begun)));
    }

    private static Task<AgentHost> Start(string directory) => AgentHost.Start(directory, script: c => c.DownloadTakes = Download);

    private static PrepareRound Round(int frames, double lease = 600, int number = 1, Guid? night = null) =>
        AgentHost.Round(number: number, night: night, lease: lease, frames: frames);

    /// <summary>The shutter closes, and the frame begins to be read out.</summary>
    private static async Task Exposed(AgentHost host, PrepareRound round, int frame)
    {
        Assert.Equal(frame, host.Camera.Exposures);
        host.Time.Advance(round.Slot.Exposure);
        await host.Time.Awaited(Download);
    }

    /// <summary>It is read out, and the next one is exposed.</summary>
    private static async Task ReadOut(AgentHost host, PrepareRound round, int next)
    {
        host.Time.Advance(Download);
        await host.Probe.Hears<ShutterOpened>(_ => host.Probe.All<ShutterOpened>().Count(o => o.RoundId == round.RoundId) == next);
        await host.Time.Awaited(round.Slot.Exposure);
    }

    /// <summary>What the disk of a process that dies now would hold.</summary>
    private void Killed()
    {
        foreach (var file in Directory.EnumerateFiles(scratch, "sync.db*"))
            File.Copy(file, Path.Combine(after, Path.GetFileName(file)));
    }
}
