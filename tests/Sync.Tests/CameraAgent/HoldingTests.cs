using Sync.Contracts;

namespace Sync.Tests.CameraAgent;

/// <summary>When a shutter opens, and when it does not.</summary>
public sealed class HoldingTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_camera_opens_under_its_hold_and_saves_one_frame()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        var saved = await host.Frame(round);
        var closed = await host.Closed(round);
        Assert.Equal((1, null), (closed.Frames, closed.Reason));
        Assert.Equal(TimeSpan.FromSeconds(60), closed.Open);
        Assert.True(File.Exists(saved.Path));
        Assert.Equal((round.Slot.PlanId, "Ha", 2), (saved.PlanId, saved.Filter, saved.Binning));
        Assert.Equal(TimeSpan.FromSeconds(60), saved.Closed - saved.Opened);
        Assert.Equal(1, host.Camera.Exposures);
        Assert.Equal(100, host.Camera.Settings!.Gain);
    }

    [Fact]
    public async Task A_shutter_stays_closed_before_anybody_opens_it()
    {
        await using var host = await AgentHost.Start(scratch);
        await host.Ready(AgentHost.Round());
        host.Time.Advance(TimeSpan.FromMinutes(5));
        await host.HasRead();
        Assert.Equal(0, host.Camera.Exposures);
    }

    [Fact]
    public async Task A_camera_with_a_wheel_takes_nothing_through_whatever_filter_is_there()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round(filter: null);
        await host.Tell(round);
        var refusal = await host.Probe.Hears<CameraNotReady>(r => r.RoundId == round.RoundId);
        Assert.Contains("was asked for no filter, and has a wheel with L, Ha", refusal.Reason);
    }

    [Fact]
    public async Task A_stamp_that_the_camera_never_gave_opens_nothing()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        await host.Ready(round);
        await host.Open(round, Guid.NewGuid());
        var closed = await host.Closed(round);
        Assert.Contains("did not give the stamp", closed.Reason);
        Assert.Equal(0, closed.Frames);
        Assert.Equal(0, host.Camera.Exposures);
    }

    [Fact]
    public async Task A_camera_that_refused_stays_closed_in_that_round()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        var ready = await host.Ready(round);
        await host.Open(round, Guid.NewGuid());
        await host.Open(round, ready.Stamp);
        await host.HasRead();
        Assert.Equal(0, host.Camera.Exposures);
        Assert.Equal(2, host.Probe.All<ShutterClosed>().Count(c => c.RoundId == round.RoundId && c.Frames == 0));
    }

    [Fact]
    public async Task A_hold_that_comes_too_late_opens_nothing()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round(seconds: 60, lease: 90);
        var ready = await host.Ready(round);
        host.Time.Advance(TimeSpan.FromSeconds(29));
        await host.Open(round, ready.Stamp);
        Assert.Contains("does not cover", (await host.Closed(round)).Reason);
        Assert.Equal(0, host.Camera.Exposures);
    }

    [Theory]
    [InlineData(70, 61, false)] // a shorter one, as for a camera that comes late, does not cover 60 s and the margin of 1 s and more
    [InlineData(70, 62, true)]
    [InlineData(61, 300, false)] // a longer one than was prepared for changes nothing
    public async Task A_hold_lasts_as_long_as_it_is_granted_and_never_longer_than_prepared(double prepared, double granted, bool opens)
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round(seconds: 60, lease: prepared);
        await host.Open(round, (await host.Ready(round)).Stamp, lease: granted);
        if (opens)
            await host.Probe.Hears<ShutterOpened>();
        else
            Assert.Contains($"lease of {Math.Min(prepared, granted):0} s does not cover", (await host.Closed(round)).Reason);
        Assert.Equal(opens ? 1 : 0, host.Camera.Exposures);
    }

    [Fact]
    public async Task A_newer_stamp_renews_the_hold()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round(seconds: 60, lease: 90);
        await host.Ready(round);
        await host.Time.Awaited(TimeSpan.FromSeconds(5));
        host.Time.Advance(TimeSpan.FromSeconds(29));
        var newer = await host.Probe.Hears<CameraReady>(r => r.StampNumber > 1);
        await host.Open(round, newer.Stamp);
        await host.Probe.Hears<ShutterOpened>();
        Assert.Equal(1, host.Camera.Exposures);
    }

    [Fact]
    public async Task A_request_for_an_epoch_that_is_over_is_refused()
    {
        await using var host = await AgentHost.Start(scratch);
        var present = AgentHost.Round(epoch: 5, number: 9);
        await host.Ready(present);
        var stale = AgentHost.Round(epoch: 4, number: 8, night: present.NightId);
        await host.Tell(stale);
        var refused = await host.Probe.Hears<CameraNotReady>(n => n.RoundId == stale.RoundId);
        Assert.Contains("Epoch 4 is over", refused.Reason);
    }

    [Fact]
    public async Task A_hold_for_another_epoch_than_prepared_opens_nothing()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round(epoch: 5);
        var ready = await host.Ready(round);
        await host.Tell(new OpenShutters { RoundId = round.RoundId, Epoch = 4, Camera = AgentHost.Name, Stamp = ready.Stamp, Window = TimeSpan.Zero, Lease = round.Lease });
        Assert.Contains("epoch 4", (await host.Closed(round)).Reason);
        Assert.Equal(0, host.Camera.Exposures);
    }

    [Fact]
    public async Task A_hold_for_a_round_that_a_later_one_replaced_opens_nothing()
    {
        await using var host = await AgentHost.Start(scratch);
        var former = AgentHost.Round(epoch: 1, number: 1);
        var stamp = (await host.Ready(former)).Stamp;
        await host.Ready(AgentHost.Round(epoch: 2, number: 2, night: former.NightId));
        await host.Open(former, stamp);
        Assert.Equal(0, (await host.Closed(former)).Frames);
        Assert.Equal(0, host.Camera.Exposures);
    }

    [Fact]
    public async Task A_start_that_took_too_long_is_aborted()
    {
        await using var host = await AgentHost.Start(scratch, script: c => c.OpeningTakes = TimeSpan.FromSeconds(40));
        var round = AgentHost.Round(seconds: 60, lease: 90);
        await host.Open(round, (await host.Ready(round)).Stamp);
        await host.Time.Awaited(TimeSpan.FromSeconds(40));
        host.Time.Advance(TimeSpan.FromSeconds(40));
        var closed = await host.Closed(round);
        Assert.Contains("too long to open", closed.Reason);
        Assert.Equal(0, closed.Frames);
    }
}
