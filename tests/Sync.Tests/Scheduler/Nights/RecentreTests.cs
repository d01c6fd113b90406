using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>The telescopes are pointed anew at what they look at already.</summary>
public class RecentreTests
{
    [Fact]
    public async Task So_long_after_a_slew_the_next_dither_is_one()
    {
        await using var night = await NightStage.Imaging(settings: new() { ["Guiding:RecentreEvery"] = "00:02:00" });
        await TakesAMinute(night);
        Assert.Single(night.Probe.All<Contracts.Dither>());
        await GoesOn(night);
        await TakesAMinute(night);
        Assert.Equal([1, 3], night.Probe.All<Slew>().Select(s => s.Epoch));
        await GoesOn(night);
        await TakesAMinute(night);
        Assert.Equal([2, 4], night.Probe.All<Contracts.Dither>().Select(d => d.Epoch)); // the two minutes begin anew
        Assert.Equal([(0, 1), (0, 2)], night.Probe.All<Contracts.Dither>().Select(d => (d.Reached, d.Number))); // it was centred between them
        await GoesOn(night);
        Assert.Equal(["slew", "dither", "recentre", "dither"], (await night.Record()).Moves.Select(m => m.Kind));
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task After_a_dither_that_lost_its_star_it_comes_next_where_that_is_wanted(string wanted, int recentres)
    {
        await using var night = await NightStage.Imaging(settings: new() { ["Guiding:RecentreAfterRestart"] = wanted });
        await TakesAMinute(night);
        await GoesOn(night, restarted: true);
        await TakesAMinute(night);
        Assert.Equal(1 + recentres, night.Probe.All<Slew>().Count);
        Assert.Equal(2 - recentres, night.Probe.All<Contracts.Dither>().Count);
        await GoesOn(night);
        await TakesAMinute(night);
        Assert.Equal(1 + recentres, night.Probe.All<Slew>().Count); // once
    }

    [Fact]
    public async Task Without_a_slew_between_them_a_dither_goes_on_from_the_one_before()
    {
        await using var night = await NightStage.Imaging();
        await TakesAMinute(night);
        await GoesOn(night);
        await TakesAMinute(night);
        Assert.Equal([(0, 1), (1, 2)], night.Probe.All<Contracts.Dither>().Select(d => (d.Reached, d.Number)));
    }

    private static async Task TakesAMinute(NightStage night)
    {
        await night.Passes(61);
        await night.Closes("a");
        await night.Closes("b");
    }

    private static async Task GoesOn(NightStage night, bool restarted = false)
    {
        await night.CamerasAreReady();
        await night.Settles(restarted: restarted);
    }
}
