using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

public class StopTests
{
    [Fact]
    public async Task Waiting_it_parks_at_once()
    {
        await using var night = await NightStage.With([]);
        await night.Begins();
        await night.Stops();
        await ParksAndEnds(night);
    }

    [Fact]
    public async Task Moving_it_cancels_the_round_and_parks()
    {
        await using var night = await NightStage.Moving();
        await night.Stops();
        Assert.Equal(2, night.Probe.All<AbortSlot>().Count);
        await ParksAndEnds(night);
        Assert.Empty(night.Probe.All<OpenShutters>());
    }

    [Fact]
    public async Task Imaging_it_lets_exposures_end_and_parks()
    {
        await using var night = await NightStage.Imaging();
        await night.Stops();
        Assert.Empty(night.Probe.All<AbortSlot>());
        await night.Closes("a");
        Assert.Empty(night.Probe.All<Park>());
        await night.Closes("b");
        await ParksAndEnds(night);
    }

    [Fact]
    public async Task Imaging_it_aborts_exposures_when_it_is_asked_to_and_parks_when_they_are_closed()
    {
        await using var night = await NightStage.Imaging();
        await night.Stops(abort: true);
        Assert.Equal(["a", "b"], night.Probe.All<AbortSlot>().Select(a => a.Camera).Order());
        Assert.Empty(night.Probe.All<Park>());
        await night.Closes("a", taken: false);
        await night.Closes("b", taken: false);
        await ParksAndEnds(night);
    }

    [Fact]
    public async Task Stopped_again_it_parks_once()
    {
        await using var night = await NightStage.Imaging();
        await night.Stops();
        await night.Stops();
        await night.Closes("a");
        await night.Closes("b");
        await night.Stops();
        await ParksAndEnds(night);
        await night.Stops();
        Assert.Single(night.Probe.All<Park>());
        Assert.Equal("Ended", await night.State());
    }

    [Fact]
    public async Task A_mount_that_does_not_park_ends_the_night_with_a_warning()
    {
        await using var night = await NightStage.With([]);
        await night.Begins();
        await night.Stops();
        await night.Fails();
        Assert.Equal("Ended", await night.State());
        Assert.Contains("The mount is not parked: The mount is stuck.", (await night.Row()).EndReason);
    }

    [Fact]
    public async Task A_mount_that_nothing_is_heard_of_ends_the_night_with_a_warning()
    {
        await using var night = await NightStage.With([]);
        await night.Begins();
        await night.Stops();
        await night.Passes(12 * 60 + 1);
        Assert.Equal("Ended", await night.State());
        Assert.Contains("Whether the mount is parked is not known", (await night.Row()).EndReason);
    }

    private static async Task ParksAndEnds(NightStage night)
    {
        Assert.Equal("Finishing", await night.State());
        Assert.Single(night.Probe.All<Park>());
        await night.Settles();
        Assert.Equal("Ended", await night.State());
        Assert.Equal("A test wants it.", (await night.Row()).EndReason);
        Assert.Empty(night.Probe.All<Exception>());
    }
}
