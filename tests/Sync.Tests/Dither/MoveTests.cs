using Sync.Contracts;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither;

public sealed class MoveTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_slew_stops_the_guider_first_and_ends_when_guiding_has_settled()
    {
        await using var host = await DitherHost.Start(scratch);
        var slew = DitherHost.Slew(1);
        await host.Tell(slew);
        await host.Settles();
        var settled = await host.Probe.Hears<SkySettled>();
        Assert.Equal(["stop guiding", "slew 0.7", "guide"], host.Did);
        Assert.Equal((slew.MoveId, 1, null, 0.7), (settled.MoveId, settled.Epoch, settled.ShiftArcseconds, settled.GuidingRmsArcseconds));
        Assert.Equal(TimeSpan.FromSeconds(11), settled.Ended - settled.Began);
        Assert.Equal((TimeSpan.FromSeconds(11), null), (settled.Settling, settled.ShiftPixels));
    }

    [Fact]
    public async Task A_dither_makes_the_step_of_the_pattern()
    {
        await using var host = await DitherHost.Start(scratch);
        await host.Tell(DitherHost.Dither(1, number: 2));
        await host.Settles();
        var settled = await host.Probe.Hears<SkySettled>();
        Assert.Equal((8, 4, TimeSpan.FromSeconds(11)), (settled.ShiftArcseconds, settled.ShiftPixels, settled.Settling!.Value));
        Assert.Equal(["dither 0 8"], host.Did);
    }

    [Fact]
    public async Task Without_a_guide_camera_nobody_says_how_many_pixels_a_dither_was()
    {
        await using var host = await DitherHost.Start(scratch, g => g.PixelArcseconds = null);
        await host.Tell(DitherHost.Dither(1));
        await host.Settles();
        var settled = await host.Probe.Hears<SkySettled>();
        Assert.Equal((8, null), (settled.ShiftArcseconds, settled.ShiftPixels));
    }

    [Fact]
    public async Task Told_twice_it_moves_once_and_answers_the_same()
    {
        await using var host = await DitherHost.Start(scratch);
        var dither = DitherHost.Dither(1);
        await host.Tell(dither);
        await host.Tell(dither);
        await host.HasRead(); // both, before the move is over
        await host.Settles();
        var settled = await host.Probe.Hears<SkySettled>();
        await host.Tell(dither);
        await host.HasRead();
        Assert.Single(host.Did);
        Assert.Equal([settled, settled], host.Probe.All<SkySettled>());
    }

    [Fact]
    public async Task A_move_behind_the_present_epoch_moves_nothing()
    {
        await using var host = await DitherHost.Start(scratch);
        await host.Tell(DitherHost.Dither(5));
        await host.Settles();
        await host.Probe.Hears<SkySettled>();
        var stale = DitherHost.Dither(5);
        await host.Tell(stale);
        var failed = await host.Probe.Hears<MoveFailed>();
        Assert.Equal(stale.MoveId, failed.MoveId);
        Assert.Contains("stale", failed.Reason);
        Assert.Single(host.Did);
    }

    [Fact]
    public async Task Moves_are_made_one_after_the_other()
    {
        await using var host = await DitherHost.Start(scratch);
        await host.Tell(DitherHost.Dither(1));
        await host.Tell(DitherHost.Dither(2, number: 2));
        await host.Time.Awaited(host.Guider.SettlesAfter);
        await host.HasRead();
        Assert.Single(host.Did);
        await host.Settles();
        await host.Settles();
        await host.Probe.Hears<SkySettled>(s => s.Epoch == 2);
        Assert.Equal(2, host.Did.Count);
    }

    [Fact]
    public async Task A_guider_that_fails_is_started_again_once()
    {
        await using var host = await DitherHost.Start(scratch, g => g.Failures["Dither"] = "lost the star");
        await host.Tell(DitherHost.Dither(1));
        await host.Settles();
        await host.Probe.Hears<SkySettled>();
        Assert.Equal(["dither 8 0", "guide"], host.Did);
    }

    [Fact]
    public async Task A_guider_that_fails_again_fails_the_move_with_both_reasons()
    {
        await using var host = await DitherHost.Start(scratch, g => (g.Failures["Dither"], g.Failures["Start"]) = ("lost the star", "no star"));
        await host.Tell(DitherHost.Dither(1));
        var failed = await host.Probe.Hears<MoveFailed>();
        Assert.Contains("lost the star", failed.Reason);
        Assert.Contains("no star", failed.Reason);
    }

    [Fact]
    public async Task A_guider_that_never_answers_fails_the_move_by_our_own_clock()
    {
        await using var host = await DitherHost.Start(scratch, g => (g.SettlesAfter, g.Failures["Start"]) = (TimeSpan.FromDays(1), "no star"));
        await host.Tell(DitherHost.Dither(1));
        await host.Time.Awaited(host.Guider.SettlesAfter);
        host.Time.Advance(TimeSpan.FromSeconds(49)); // 40 s and three guide frames of 3 s
        Assert.Contains("did not end within its limit of 49 s", (await host.Probe.Hears<MoveFailed>()).Reason);
    }

    [Fact]
    public async Task A_rest_stops_guiding_and_tracking()
    {
        await using var host = await DitherHost.Start(scratch);
        await host.Tell(new Rest { MoveId = Guid.NewGuid(), NightId = DitherHost.NightId, Epoch = 1 });
        Assert.Null((await host.Probe.Hears<SkySettled>()).Settling);
        Assert.Equal(["stop guiding", "tracking False"], host.Did);
    }

    [Fact]
    public async Task The_mount_is_parked_also_when_the_guider_is_gone()
    {
        await using var host = await DitherHost.Start(scratch, g => g.Failures["Connect"] = "connection refused");
        await host.Tell(new Park { MoveId = Guid.NewGuid(), NightId = DitherHost.NightId, Epoch = 1 });
        Assert.Contains("connection refused", (await host.Probe.Hears<MoveFailed>()).Reason);
        Assert.Equal(["park"], host.Did);
    }

    [Fact]
    public async Task A_move_cut_short_by_a_restart_is_reported_interrupted_once_and_not_made_again()
    {
        var dither = DitherHost.Dither(1);
        await using (var killed = await DitherHost.Start(scratch))
        {
            await killed.Tell(dither);
            await killed.Time.Awaited(killed.Guider.SettlesAfter);
        }
        await using (var next = await DitherHost.Start(scratch))
        {
            var failed = await next.Probe.Hears<MoveFailed>();
            Assert.Equal(dither.MoveId, failed.MoveId);
            Assert.Contains("interrupted", failed.Reason);
            await next.Tell(dither);
            await next.HasRead();
            Assert.Equal([failed, failed], next.Probe.All<MoveFailed>().Where(f => f.MoveId == dither.MoveId));
            Assert.Empty(next.Did);
        }
        await using var third = await DitherHost.Start(scratch);
        await third.HasRead();
        Assert.DoesNotContain(third.Probe.All<MoveFailed>(), f => f.MoveId == dither.MoveId);
    }
}
