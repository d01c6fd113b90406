using Sync.Contracts;
using static Sync.Tests.Scheduler.Nights.CentringTests;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>What comes between while the telescopes are being centred. Camera a looks where they point, b can't.</summary>
public class CentringFaultTests
{
    [Fact]
    public async Task A_scheduler_started_again_while_it_is_looked_goes_on_with_what_was_seen()
    {
        await using var night = await Begun();
        await Opens(night);
        await night.Restarts();
        await Looks(night, north: 600);
        Assert.Equal(10, 60 * (night.Probe.All<Slew>()[^1].Looks!.DeclinationDegrees - night.Probe.All<Slew>()[^1].DeclinationDegrees), 0.001);
    }

    [Fact]
    public async Task A_scheduler_started_again_while_they_are_moved_counts_its_tries_on()
    {
        await using var night = await Begun(settings: new() { ["Centring:Tries"] = "2" });
        await Opens(night);
        await Looks(night, north: 600);
        var prepared = night.Probe.All<PrepareRound>();
        await night.Restarts();
        await night.CamerasAreReady(prepared);
        await night.Settles();
        await Looks(night, north: 300);
        Assert.StartsWith("M 31 is not centred: a looks 300 arcsec beside it. It was looked 2 times", (await night.Row()).Uncentred);
        Assert.Empty(night.Probe.All<Slew>());
    }

    [Fact]
    public async Task What_was_seen_is_heard_once()
    {
        await using var night = await Begun();
        await Opens(night);
        var first = (await night.Row()).RoundId!.Value;
        await Looks(night, north: 600);
        await night.Stage.Tell(Addresses.Night, night.Probe.All<RoundClosed>().Single(r => r.RoundId == first));
        await night.Passes(1);
        Assert.Equal(2, night.Probe.All<Slew>().Count);
        Assert.Equal(1, (await night.Row()).Centring!.Tries);
    }

    [Fact]
    public async Task A_camera_that_joins_meanwhile_has_no_part()
    {
        await using var night = await Begun();
        await Opens(night);
        night.FallsSilent("b");
        await night.Passes(20);
        await night.Appears("b");
        await night.Appears("c");
        Assert.Equal([SlotWork.Solve], Asked(night, round: 1));
    }

    [Fact]
    public async Task Without_the_camera_that_looks_the_others_go_on_and_it_is_told()
    {
        await using var night = await Begun();
        await Opens(night);
        night.FallsSilent("a");
        await night.Passes(20);
        await night.Solved("a", whyNot: "clouds");
        Assert.Equal([SlotWork.Expose], Asked(night, round: 2));
        Assert.Single(night.Probe.All<Slew>());
        Assert.Equal("M 31 is not centred: no camera that could tell where they look is there.", (await night.Row()).Uncentred);
    }

    [Fact]
    public async Task A_move_towards_the_middle_that_fails_is_followed_by_a_slew_that_is_centred_anew_but_not_for_ever()
    {
        await using var night = await Begun(settings: new() { ["Centring:Tries"] = "2" });
        foreach (var pause in new[] { 11, 11 })
        {
            await Opens(night);
            await Looks(night, north: 600);
            await night.Fails();
            await night.Passes(pause);
            Assert.Null(night.Probe.All<Slew>()[^1].Looks);
        }
        Assert.Equal(4 + 1, night.Probe.All<Slew>().Count);
        Assert.Equal([SlotWork.Expose, SlotWork.Expose], Asked(night, round: 5));
        Assert.Equal("M 31 is not centred: 2 moves towards its middle have failed, the last one so: The mount is stuck.", (await night.Row()).Uncentred);
    }

    [Fact]
    public async Task What_was_seen_before_a_pause_does_not_count_behind_it()
    {
        await using var night = await Begun();
        await Opens(night);
        await night.Pauses();
        await Looks(night, north: 600);
        Assert.Equal("Paused", await night.State());
        await night.Resumes();
        Assert.Equal(2, night.Probe.All<Slew>().Count);
        Assert.Null(night.Probe.All<Slew>()[^1].Looks);
        Assert.Equal([SlotWork.Solve], Asked(night, round: 2));
    }

    [Fact]
    public async Task Where_a_look_may_take_longer_than_dither_stays_by_itself_nobody_looks_and_it_is_told()
    {
        await using var night = await NightStage.With(["b"]);
        night.Solvers["a"] = true;
        night.Stage.Dither.StaysFor = TimeSpan.FromMinutes(5);
        await night.Appears("a");
        await night.Passes(31);
        await night.Begins();
        Assert.Equal([SlotWork.Expose, SlotWork.Expose], Asked(night, round: 1));
        Assert.Contains("SolveSlots:Within", (await night.Row()).Uncentred);
    }

    [Fact]
    public async Task Where_the_mount_must_flip_before_a_look_is_over_it_is_exposed_until_then()
    {
        await using var night = await NightStage.With([], settings: new() { ["Flip:PauseBefore"] = "00:01:00" }, transit: NightStage.Evening.AddMinutes(5));
        night.Solvers["a"] = true;
        await night.Appears("a");
        await night.Appears("b");
        await night.Begins();
        Assert.Contains(SlotWork.Expose, Asked(night, round: 1));
        Assert.Equal("M 31 is not centred: the mount must flip soon, and behind that it is.", (await night.Row()).Uncentred);
    }

    [Fact]
    public async Task Behind_a_flip_it_is_looked_again()
    {
        await using var night = await NightStage.With([], settings: new() { ["Flip:AfterMeridian"] = "00:00:00" }, transit: NightStage.Evening.AddSeconds(30));
        night.Solvers["a"] = true;
        await night.Appears("a");
        await night.Appears("b");
        await night.Begins();
        await Opens(night, SideOfPier.West);
        await night.Passes(60);
        await Looks(night, north: 600);
        Assert.Single(night.Probe.All<Flip>());
        Assert.Single(night.Probe.All<Slew>());
        Assert.Equal([SlotWork.Solve], Asked(night, round: 2));
        await Opens(night, SideOfPier.East);
        await Looks(night, north: 90);
        Assert.NotNull(night.Probe.All<Slew>()[^1].Looks);
    }
}
