using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

public class MoveFailureTests
{
    [Fact]
    public async Task A_failed_move_cancels_the_round_and_is_made_again_in_a_new_epoch_after_a_pause()
    {
        await using var night = await NightStage.Moving();
        await night.CamerasAreReady();
        await night.Fails();
        Assert.Equal(["a", "b"], night.Probe.All<AbortSlot>().Select(a => a.Camera).Order());
        Assert.False(Assert.Single(night.Probe.All<RoundClosed>()).Opened);
        Assert.Equal("Waiting", await night.State());
        await night.Passes(9.9);
        Assert.Single(night.Probe.All<Slew>());
        await night.Passes(0.2);
        Assert.Equal([1, 2], night.Probe.All<Slew>().Select(s => s.Epoch));
        Assert.Equal(2, night.Probe.All<Slew>().Select(s => s.MoveId).Distinct().Count());
        await night.CamerasAreReady();
        await night.Settles();
        Assert.All(night.Probe.All<OpenShutters>(), o => Assert.Equal(2, o.Epoch));
        Assert.Equal(2, night.Probe.All<OpenShutters>().Count);
    }

    [Fact]
    public async Task Each_failure_in_a_row_doubles_the_pause()
    {
        await using var night = await NightStage.Moving();
        await night.Fails();
        await night.Passes(10.1);
        await night.Fails();
        await night.Passes(19.8);
        Assert.Equal(2, night.Probe.All<Slew>().Count);
        await night.Passes(0.3);
        Assert.Equal(3, night.Probe.All<Slew>().Count);
    }

    [Fact]
    public async Task A_failed_dither_is_followed_by_a_slew()
    {
        await using var night = await NightStage.Imaging();
        await night.Closes("a");
        await night.Closes("b");
        Assert.Single(night.Probe.All<Contracts.Dither>());
        await night.Fails();
        await night.Passes(10.1);
        Assert.Equal([1, 3], night.Probe.All<Slew>().Select(s => s.Epoch));
    }

    [Fact]
    public async Task The_end_of_another_move_ends_nothing()
    {
        await using var night = await NightStage.Moving();
        await night.Fails(Guid.NewGuid());
        Assert.Equal("Moving", await night.State());
        Assert.Empty(night.Probe.All<AbortSlot>());
    }

    [Fact]
    public async Task A_move_that_nothing_is_heard_of_has_failed()
    {
        await using var night = await NightStage.Moving();
        await night.Passes(12 * 60 - 1);
        Assert.Equal("Moving", await night.State());
        await night.Passes(1.1);
        Assert.Equal("Waiting", await night.State());
        Assert.Contains("see whether the dither service runs", night.Probe.All<AbortSlot>()[0].Reason);
        await night.Passes(10.1);
        Assert.Equal([1, 2], night.Probe.All<Slew>().Select(s => s.Epoch));
    }

    [Fact]
    public async Task A_move_that_settles_after_it_was_given_up_opens_nothing()
    {
        await using var night = await NightStage.Moving();
        await night.CamerasAreReady();
        var slew = night.Probe.All<Slew>()[0];
        await night.Passes(12 * 60 + 1);
        await night.Settled(slew.MoveId, slew.Epoch);
        Assert.Equal("Waiting", await night.State());
        await night.Passes(10);
        Assert.Equal("Moving", await night.State());
        Assert.Empty(night.Probe.All<OpenShutters>());
    }
}
