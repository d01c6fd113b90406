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

    [Theory]
    [InlineData(null, 61, true)]
    [InlineData(null, 60, false)]
    [InlineData("20", 21, true)]
    [InlineData("0", 999, false)]
    public async Task A_field_that_has_drifted_beyond_the_limit_is_brought_back_at_the_next_gap_once(string? limit, double arcseconds, bool recentred)
    {
        await using var night = await NightStage.Imaging(settings: limit is null ? null : new() { ["Guiding:RecentreBeyondArcseconds"] = limit });
        Assert.All(night.Probe.All<PrepareRound>(), p => Assert.Equal(1, p.PointedEpoch));
        await Drifts(night, arcseconds, pointed: 1);
        await TakesAMinute(night);
        Assert.Equal(recentred ? 2 : 1, night.Probe.All<Slew>().Count);
        Assert.Equal(recentred ? 2 : 1, night.Probe.All<PrepareRound>()[^1].PointedEpoch);
        await GoesOn(night);
        await TakesAMinute(night); // its frames since then have not been solved
        Assert.Equal(recentred ? 2 : 1, night.Probe.All<Slew>().Count);
    }

    [Fact]
    public async Task What_was_told_of_another_pointing_or_another_night_moves_nothing()
    {
        await using var night = await NightStage.Imaging();
        await Drifts(night, 999, pointed: 0);
        await TakesAMinute(night);
        await GoesOn(night);
        await Drifts(night, 999, pointed: 1, other: Guid.NewGuid());
        await TakesAMinute(night);
        Assert.Single(night.Probe.All<Slew>());
    }

    private static async Task Drifts(NightStage night, double arcseconds, int pointed, Guid? other = null)
    {
        night.Hearts.Drifts["b"] = new() { NightId = other ?? night.NightId, PointedEpoch = pointed, Arcseconds = arcseconds };
        await night.Passes(4);
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
