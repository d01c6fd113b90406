using Sync.CameraAgent.Focusing;
using Sync.Contracts;
using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Tests.Measure;

namespace Sync.Tests.CameraAgent.Focusing;

/// <summary>A camera whose stars are smallest at 5080 looks for its focus under a hold.</summary>
public sealed class FocusSlotTests : IDisposable
{
    private const int Focus = 5080;
    private static readonly TimeSpan Exposure = new FocusOptions().Exposure;
    private readonly ScratchDirectory scratch = new();
    private readonly ScratchDirectory after = new();
    private readonly ScriptedFocuser focuser = new();

    public void Dispose()
    {
        scratch.Dispose();
        after.Dispose();
    }

    [Fact]
    public async Task It_finds_the_focus_stays_there_and_says_so_once()
    {
        await using var host = await Start(Stars);
        var round = Round();
        await Begin(host, round);
        await RunsToItsEnd(host, round);
        var closed = await host.Closed(round);
        Assert.Equal((0, null), (closed.Frames, closed.Reason));
        var ended = await host.Probe.Hears<FocusEnded>();
        Assert.Equal((round.RoundId, null, "Ha"), (ended.RoundId, ended.Reason, ended.Filter));
        Assert.InRange(ended.PositionSteps, Focus - 8, Focus + 8);
        Assert.True(ended.ExplainedPercent > 90);
        Assert.Equal(host.Camera.Exposures, ended.Points);
        await host.Ready(AgentHost.Round(number: 2, night: round.NightId)); // its hands are free again
        Assert.Equal(ended.PositionSteps, focuser.Position);
        Assert.True(focuser.Moves[^2] > focuser.Moves[^1], "the last motion goes down");
        Assert.False(focuser.MovedUnderOpenShutter);
        Assert.Single(host.Probe.All<FocusEnded>());
        Assert.Single(host.Probe.All<ShutterClosed>(), c => c.RoundId == round.RoundId);
        Assert.Empty(host.Probe.All<FrameSaved>());
    }

    [Fact]
    public async Task Without_stars_the_focuser_goes_back_to_where_it_was()
    {
        await using var host = await Start(_ => null);
        var round = Round();
        await Begin(host, round);
        await RunsToItsEnd(host, round);
        Assert.Contains("No stars", (await host.Closed(round)).Reason);
        var ended = await host.Probe.Hears<FocusEnded>();
        Assert.Equal((5000, null, null), (ended.PositionSteps, ended.HfrPixels, ended.ExplainedPercent));
        await host.Ready(AgentHost.Round(number: 2, night: round.NightId));
        Assert.Equal(5000, focuser.Position);
    }

    [Fact]
    public async Task An_abort_closes_the_shutter_before_it_is_said_to_be_closed()
    {
        await using var host = await Start(Stars);
        var round = Round();
        await Begin(host, round);
        await host.Time.Awaited(Exposure);
        await host.Tell(new AbortSlot { RoundId = round.RoundId, Epoch = round.Epoch, Camera = AgentHost.Name, Reason = "rain" });
        Assert.Equal((0, "rain"), ((await host.Closed(round)).Frames, (await host.Closed(round)).Reason));
        Assert.False(host.Camera.IsOpen);
        Assert.Equal("rain", (await host.Probe.Hears<FocusEnded>()).Reason);
        await host.Ready(AgentHost.Round(number: 2, night: round.NightId));
        Assert.Equal((5000, 1), (focuser.Position, host.Camera.Exposures));
    }

    [Fact]
    public async Task A_run_ends_with_the_time_that_it_was_given()
    {
        await using var host = await Start(Stars);
        var round = Round(seconds: 10);
        await Begin(host, round);
        for (var i = 0; i < 2; i++)
        {
            await host.Time.Awaited(Exposure);
            host.Time.Advance(Exposure);
        }
        await host.Time.Awaited(TimeSpan.FromSeconds(2));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("It was not done within the 10 s that it had.", (await host.Closed(round)).Reason);
        Assert.Equal(5000, (await host.Probe.Hears<FocusEnded>()).PositionSteps);
    }

    [Fact]
    public async Task Killed_in_the_middle_the_next_process_closes_says_why_and_puts_the_focuser_back()
    {
        await using var killed = await Start(Stars);
        var round = Round();
        await Begin(killed, round);
        await killed.Time.Awaited(Exposure);
        Assert.Equal(5200, focuser.Position);
        foreach (var file in Directory.EnumerateFiles(scratch, "sync.db*"))
            File.Copy(file, Path.Combine(after, Path.GetFileName(file)));
        var left = new ScriptedFocuser { Position = 5200 };
        await using var next = await AgentHost.Start(after, focuser: left, focusing: Simulated);
        Assert.Equal(0, (await next.Closed(round)).Frames);
        Assert.Contains("restarted", (await next.Probe.Hears<FocusEnded>()).Reason);
        await next.Ready(AgentHost.Round(number: 2, night: round.NightId));
        Assert.Equal((5000, 1), (left.Position, next.Camera.Aborts));
    }

    [Fact]
    public async Task A_camera_without_a_focuser_is_not_ready_to_focus()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = Round();
        await host.Tell(round);
        Assert.Contains("no focuser", (await host.Probe.Hears<CameraNotReady>()).Reason);
        Assert.All(host.Probe.All<CameraHeartbeat>(), h => Assert.Null(h.FocusNeedPercent));
    }

    [Fact]
    public async Task Frames_and_degrees_are_a_need_that_focusing_ends()
    {
        await using var host = await Start(Stars, Simulated with { EveryFrames = 4, EveryDegrees = 2, HfrGrowthPercent = 0 });
        var night = Guid.NewGuid();
        await host.Frame(AgentHost.Round(night: night));
        Assert.Equal(25, (await Need(host)).Percent);
        focuser.Temperature = 9;
        await host.Frame(AgentHost.Round(number: 2, night: night));
        Assert.Equal(50, (await Need(host)).Percent);
        focuser.Temperature = 5;
        await host.Frame(AgentHost.Round(number: 3, night: night));
        var (percent, reason) = await Need(host);
        Assert.Equal(150, percent);
        Assert.Contains("°C", reason);
        var round = Round(number: 4, night: night);
        await Begin(host, round);
        await RunsToItsEnd(host, round);
        await host.Closed(round);
        Assert.Equal(0, (await Need(host)).Percent!.Value, 0.01);
    }

    [Fact]
    public async Task Not_being_focused_tonight_is_a_need_that_focusing_ends()
    {
        await using var host = await Start(Stars, Simulated with { AtStart = null });
        var round = Round();
        var ready = await host.Ready(round);
        Assert.Equal((100, "It has not been focused tonight."), await Need(host));
        await host.Open(round, ready.Stamp);
        await RunsToItsEnd(host, round);
        await host.Closed(round);
        Assert.Equal(0, (await Need(host)).Percent!.Value, 0.01);
    }

    [Fact]
    public async Task Stars_that_grow_are_a_need_also_for_the_next_process()
    {
        var (blurred, night, grown) = (Focus, Guid.NewGuid(), Simulated with { EveryDegrees = 0, HfrGrowthPercent = 50 });
        double? before;
        await using (var host = await Start(_ => Stars(blurred), grown))
        {
            for (var number = 1; number <= 4; number++, blurred += 40)
                await host.Frame(AgentHost.Round(number: number, night: night));
            (before, var reason) = await Need(host);
            Assert.InRange(before!.Value, 50, 110); // a FWHM of 3.0 px became one of 4.2
            Assert.Contains("Stars have grown", reason);
        }
        await using var next = await Start(_ => Stars(blurred), grown);
        await next.Ready(AgentHost.Round(number: 5, night: night));
        Assert.Equal(before, (await Need(next)).Percent);
    }

    [Fact]
    public async Task Behind_another_filter_it_goes_by_the_offsets()
    {
        await using var host = await Start(Stars, Simulated with { FilterOffsets = new Dictionary<string, int> { ["L"] = 10, ["Ha"] = 45 } });
        await host.Ready(AgentHost.Round());
        Assert.Equal(5035, focuser.Position);
        await host.Ready(AgentHost.Round(number: 2, epoch: 2, filter: "L"));
        Assert.Equal(5000, focuser.Position);
    }

    [Fact]
    public async Task Where_somebody_else_has_moved_the_focuser_that_is_focus_from_then_on()
    {
        await using (var first = await Start(Stars))
            await first.Ready(AgentHost.Round());
        focuser.Position = 5600;
        await using var next = await Start(Stars);
        await next.Ready(AgentHost.Round());
        Assert.Equal(5600, focuser.Position);
        Assert.Empty(focuser.Moves);
    }

    private static FocuserDescription Simulated => new() { Driver = "simulated", AtStart = false };

    private static PrepareRound Round(double seconds = 300, int number = 1, Guid? night = null)
    {
        var round = AgentHost.Round(seconds: seconds, lease: seconds + 60, number: number, night: night);
        return round with { Slot = round.Slot with { Work = SlotWork.Focus } };
    }

    private Task<AgentHost> Start(Func<int, CameraImage?> sees, FocuserDescription? focusing = null) => AgentHost.Start(
        scratch, script: c => c.Sees = () => sees(focuser.Position) ?? Blank, focuser: focuser, focusing: focusing ?? Simulated);

    private static async Task Begin(AgentHost host, PrepareRound round) => await host.Open(round, (await host.Ready(round)).Stamp);

    /// <summary>Each exposure of the run is let end, until the run has.</summary>
    private static async Task RunsToItsEnd(AgentHost host, PrepareRound round)
    {
        var ended = host.Probe.Hears<FocusEnded>(e => e.RoundId == round.RoundId);
        while (await Task.WhenAny(host.Time.Awaited(Exposure), ended) != ended)
            host.Time.Advance(Exposure);
        await ended;
    }

    /// <summary>With the next heartbeat.</summary>
    private static async Task<(double? Percent, string? Reason)> Need(AgentHost host)
    {
        var now = host.Time.GetUtcNow();
        await Task.WhenAny(Enumerable.Range(1, 3).Select(s => host.Time.Awaited(TimeSpan.FromSeconds(s))));
        host.Time.Advance(TimeSpan.FromSeconds(3));
        var beat = await host.Probe.Hears<CameraHeartbeat>(h => h.SentAt > now);
        return (beat.FocusNeedPercent, beat.FocusReason);
    }

    private static CameraImage Blank => Image(new SyntheticSky(160, 120));

    private static CameraImage Stars(int position)
    {
        var far = (position - Focus) / 40.0;
        return Image(new SyntheticSky(160, 120).Stars(12, new Profile(Math.Sqrt(9 + (far * far)), Gaussian: true), faintest: 5e4));
    }

    private static CameraImage Image(SyntheticSky sky) => new(sky.Width, sky.Height, Array.ConvertAll(sky.Expose(), p => (ushort)p));
}
