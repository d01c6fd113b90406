using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>The scheduler's process ends in the middle of a state, and another one on the same database goes on.</summary>
public class RestartTests
{
    [Fact]
    public async Task Waiting_it_goes_on_when_the_pause_is_over()
    {
        await using var night = await NightStage.Moving();
        await night.Fails();
        await night.Restarts();
        Assert.Equal("Waiting", await night.State());
        await night.Passes(2);
        Assert.Equal(2, Assert.Single(night.Probe.All<Slew>()).Epoch);
        await GoesOn(night);
    }

    [Fact]
    public async Task Moving_it_hears_the_end_of_the_move()
    {
        await using var night = await NightStage.Moving();
        var prepared = night.Probe.All<PrepareRound>();
        await night.Restarts();
        Assert.Equal("Moving", await night.State());
        Assert.Empty(night.Probe.All<Slew>()); // it was told before
        Assert.Empty(night.Probe.All<PrepareRound>());
        await night.CamerasAreReady(prepared);
        await night.Settles();
        Assert.Equal(2, night.Probe.All<OpenShutters>().Count);
        await night.Closes("a");
        await night.Closes("b");
        Assert.Single(night.Probe.All<Contracts.Dither>());
    }

    [Fact]
    public async Task Imaging_it_hears_the_shutters_close()
    {
        await using var night = await NightStage.Imaging();
        await night.Closes("a");
        await night.Restarts();
        Assert.Equal("Imaging", await night.State());
        Assert.Empty(night.Probe.All<OpenShutters>());
        await night.Closes("b");
        Assert.Single(night.Probe.All<Contracts.Dither>());
        await GoesOn(night);
    }

    [Fact]
    public async Task Imaging_it_still_releases_the_sky_at_the_lease()
    {
        await using var night = await NightStage.Imaging();
        await night.Closes("a");
        await night.Restarts();
        await night.Passes(121.5 - 9);
        Assert.Equal(SlotEnd.Missing, Assert.Single(night.Probe.All<RoundClosed>()).Cameras.Single(c => c.Camera == "b").End);
        Assert.Equal("Moving", await night.State());
    }

    [Fact]
    public async Task Finishing_it_hears_that_the_mount_is_parked()
    {
        await using var night = await NightStage.With([]);
        await night.Begins();
        await night.Stops();
        await night.Restarts();
        Assert.Equal("Finishing", await night.State());
        await night.Settles();
        Assert.Equal("Ended", await night.State());
    }

    [Fact]
    public async Task Ended_it_stays_ended()
    {
        await using var night = await NightStage.With(["a", "b"]);
        await night.Begins();
        await night.Stops();
        await night.Settles();
        await night.Restarts();
        await night.Begins();
        await night.Passes(60);
        Assert.Equal("Ended", await night.State());
        Assert.Empty(night.Probe.All<Slew>());
    }

    private static async Task GoesOn(NightStage night)
    {
        await night.CamerasAreReady();
        await night.Settles();
        Assert.Equal("Imaging", await night.State());
        Assert.Equal(2, night.Probe.All<OpenShutters>().Count);
        Assert.Empty(night.Probe.All<Exception>());
    }
}
