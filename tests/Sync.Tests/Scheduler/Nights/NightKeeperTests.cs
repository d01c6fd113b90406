using Evenings = Sync.Astro.Twilight.Night;
using Sync.Contracts;
using Sync.Scheduler.Nights;
using Sync.Tests.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Nights;

public class NightKeeperTests
{
    private static readonly Dictionary<string, string?> EveryEvening = new() { ["Night:EveryEvening"] = "true", ["Night:AtMost"] = "08:00:00" };
    private static readonly DateOnly Evening = new(2026, 11, 9);

    [Fact]
    public async Task A_night_begins_half_an_hour_before_every_sunset()
    {
        using var scratch = new Scratch();
        await using var stage = await SchedulerStage.Start(scratch.Database, Noon, EveryEvening);
        await stage.Passes(TimeSpan.FromDays(2));
        var begun = stage.Probe.All<StartNight>();
        Assert.Equal([NightKeeper.IdOf(Evening), NightKeeper.IdOf(Evening.AddDays(1))], begun.Select(s => s.NightId));
        var sunset = Evenings.Of(SchedulerStage.Site, Evening).Sunset!.Value;
        Assert.Equal(sunset - TimeSpan.FromMinutes(30) + TimeSpan.FromHours(8), begun[0].Ends!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal(["a", "b"], begun[0].Cameras);
    }

    [Fact]
    public async Task A_restart_at_night_begins_the_same_night()
    {
        using var scratch = new Scratch();
        await using (var evening = await SchedulerStage.Start(scratch.Database, Noon.AddHours(10), EveryEvening))
        {
            await evening.Passes(60);
            Assert.Single(evening.Probe.All<StartNight>());
        }
        await using var night = await SchedulerStage.Start(scratch.Database, Noon.AddHours(11), EveryEvening);
        await night.Passes(60);
        Assert.Equal(NightKeeper.IdOf(Evening), Assert.Single(night.Probe.All<StartNight>()).NightId);
        Assert.Equal(Noon.AddHours(10), (await night.Row<Sync.Scheduler.Nights.Night>(NightKeeper.IdOf(Evening)))!.BeganAt, TimeSpan.FromMinutes(1));
    }

    private static DateTimeOffset Noon => Evenings.Of(SchedulerStage.Site, Evening).Noon;
}
