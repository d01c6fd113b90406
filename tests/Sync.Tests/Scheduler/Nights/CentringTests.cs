using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>A night of cameras a, which has a plate solver, and b, which has none, in which it is looked where the telescopes point.</summary>
public class CentringTests
{
    [Fact]
    public async Task Behind_the_slew_the_camera_with_a_solver_looks_and_nobody_exposes()
    {
        await using var night = await Begun();
        var asked = Assert.Single(night.Probe.All<PrepareRound>());
        Assert.Equal(("a", SlotWork.Solve, 300), (asked.Camera, asked.Slot.Work, asked.Slot.Exposure.TotalSeconds));
        Assert.Empty((await night.Row()).UnderWay);
        await Opens(night);
        await Looks(night, north: 59);
        Assert.Equal([SlotWork.Expose, SlotWork.Expose], Asked(night, round: 2));
        Assert.Single(night.Probe.All<Slew>());
        Assert.Null((await night.Row()).Uncentred);
    }

    [Theory]
    [InlineData(null, 400, 600, "b")]
    [InlineData(null, 600, 400, "a")]
    [InlineData("a", 400, 600, "a")]
    public async Task The_chosen_camera_looks_or_else_that_with_the_longest_focal_length(string? chosen, double a, double b, string looks)
    {
        await using var night = await Begun(n =>
        {
            n.Solvers["b"] = true;
            n.Hearts.Chosen = chosen;
            (n.Hearts.FocalLengths["a"], n.Hearts.FocalLengths["b"]) = (a, b);
        });
        Assert.Equal(looks, (await night.Row()).Centring!.Camera);
        Assert.Equal([SlotWork.Solve, SlotWork.Solve], Asked(night, round: 1)); // the other finds out how its field lies
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("60", false)]
    public async Task Where_it_is_not_wanted_or_nobody_can_the_first_round_exposes(string tolerance, bool solves)
    {
        await using var night = await Begun(n => _ = solves || n.Solvers.TryRemove("a", out _), new() { ["Centring:ToleranceArcseconds"] = tolerance });
        Assert.Contains(SlotWork.Expose, Asked(night, round: 1));
        Assert.Null((await night.Row()).Centring);
    }

    [Fact]
    public async Task Too_far_off_a_slew_that_says_where_they_look_begins_an_epoch_and_it_is_looked_again()
    {
        await using var night = await Begun();
        await Opens(night);
        await Looks(night, north: 1200);
        var slews = night.Probe.All<Slew>();
        Assert.Equal([1, 2], slews.Select(s => s.Epoch));
        Assert.Null(slews[0].Looks);
        Assert.Equal(slews[0].DeclinationDegrees, slews[1].DeclinationDegrees);
        Assert.Equal(20, 60 * (slews[1].Looks!.DeclinationDegrees - slews[1].DeclinationDegrees), 0.001);
        Assert.Equal([SlotWork.Solve], Asked(night, round: 2));
        Assert.Equal((2, 2), (night.Probe.All<PrepareRound>()[^1].Epoch, night.Probe.All<PrepareRound>()[^1].PointedEpoch));
        Assert.Equal("Moving", await night.State());
        Assert.Single(night.Probe.All<OpenShutters>()); // that of the first look
        await Opens(night);
        await Looks(night, north: -3);
        Assert.Equal([SlotWork.Expose, SlotWork.Expose], Asked(night, round: 3));
        Assert.Equal(["slew", "centre"], (await night.Record()).Moves.Select(m => m.Kind));
    }

    [Fact]
    public async Task Out_of_tries_the_night_goes_on_and_says_how_far_off_it_is()
    {
        await using var night = await Begun(settings: new() { ["Centring:Tries"] = "2" });
        await Opens(night);
        await Looks(night, north: 1200);
        await Opens(night);
        await Looks(night, north: 300);
        Assert.Equal(2, night.Probe.All<Slew>().Count);
        Assert.Equal([SlotWork.Expose, SlotWork.Expose], Asked(night, round: 3));
        const string sentence = "M 31 is not centred: a looks 300 arcsec beside it. It was looked 2 times, 60 arcsec are tolerated, and the night goes on as it is.";
        Assert.Equal((sentence, sentence), ((await night.Row()).Uncentred, night.Tonight.Night!.Reason));
    }

    [Fact]
    public async Task A_field_that_is_not_found_is_looked_for_again_without_a_move_and_after_the_last_try_it_is_exposed_uncentred()
    {
        await using var night = await Begun();
        foreach (var round in new[] { 1, 2, 3 })
        {
            Assert.Equal([SlotWork.Solve], Asked(night, round));
            await Opens(night);
            await night.Solved("a", whyNot: "clouds");
        }
        Assert.Single(night.Probe.All<Slew>());
        Assert.Equal([SlotWork.Expose, SlotWork.Expose], Asked(night, round: 4));
        Assert.StartsWith("M 31 is not centred: where a looks is not known. clouds", (await night.Row()).Uncentred);
    }

    [Fact]
    public async Task A_camera_that_never_comes_is_a_try_each_time()
    {
        await using var night = await Begun(settings: new() { ["Centring:Tries"] = "2" });
        await night.Settles();
        foreach (var round in new[] { 1, 2 })
        {
            Assert.Equal([SlotWork.Solve], Asked(night, round));
            await night.Passes(330); // patience, and the pause after a failure
        }
        Assert.Contains(SlotWork.Expose, Asked(night, round: 3));
        Assert.Single(night.Probe.All<Slew>());
        Assert.NotNull((await night.Row()).Uncentred);
    }

    [Fact]
    public async Task Behind_a_dither_nobody_looks()
    {
        await using var night = await Centred();
        await night.Closes("a");
        await night.Closes("b");
        Assert.Single(night.Probe.All<Contracts.Dither>());
        Assert.Equal([SlotWork.Expose, SlotWork.Expose], Asked(night, round: 3));
    }

    [Fact]
    public async Task What_has_drifted_is_centred_anew()
    {
        await using var night = await Centred();
        night.Hearts.Drifts["b"] = new() { NightId = night.NightId, PointedEpoch = 1, Arcseconds = 99 };
        await night.Passes(61);
        await night.Closes("a");
        await night.Closes("b");
        Assert.Equal([SlotWork.Solve], Asked(night, round: 3));
        Assert.Null(night.Probe.All<Slew>()[^1].Looks);
    }

    [Fact]
    public async Task A_camera_that_must_focus_does_so_first()
    {
        await using var night = await Begun(n => n.Needs["a"] = 100);
        Assert.Equal([SlotWork.Focus], Asked(night, round: 1));
        await Opens(night);
        night.Needs["a"] = 0;
        await night.Passes(4);
        await night.Focused("a");
        Assert.Equal([SlotWork.Solve], Asked(night, round: 2));
        await Opens(night);
        await Looks(night, north: 0);
        Assert.Equal([SlotWork.Expose, SlotWork.Expose], Asked(night, round: 3));
    }

    [Fact]
    public async Task A_camera_that_has_nothing_to_take_of_the_target_looks_all_the_same()
    {
        await using var night = await Begun(n => n.Hearts.Filters["a"] = "Ha");
        var asked = Assert.Single(night.Probe.All<PrepareRound>());
        Assert.Equal(("a", SlotWork.Solve, "Ha"), (asked.Camera, asked.Slot.Work, asked.Slot.Filter));
        await Opens(night);
        await Looks(night, north: 0);
        Assert.Equal(["b"], (await night.Row()).UnderWay.Select(s => s.Camera));
    }

    /// <summary>The works of a round, one for each camera that was asked.</summary>
    internal static IEnumerable<SlotWork> Asked(NightStage night, int round)
    {
        var rounds = night.Probe.All<PrepareRound>().Select(p => p.RoundId).Distinct().ToList();
        Assert.Equal(round, rounds.Count);
        return night.Probe.All<PrepareRound>().Where(p => p.RoundId == rounds[^1]).Select(p => p.Slot.Work);
    }

    /// <summary>The first slew is under way.</summary>
    internal static async Task<NightStage> Begun(Action<NightStage>? cameras = null, Dictionary<string, string?>? settings = null)
    {
        var night = await NightStage.With([], settings: settings);
        night.Solvers["a"] = true;
        cameras?.Invoke(night);
        await night.Appears("a");
        await night.Appears("b");
        await night.Begins();
        return night;
    }

    internal static async Task Opens(NightStage night, SideOfPier? side = null)
    {
        await night.CamerasAreReady();
        if ((await night.Row()).MoveId is not null)
            await night.Settles(side);
        Assert.Equal("Imaging", await night.State());
    }

    /// <summary>Camera a has found that the middle of its field is so many arcseconds north of the target.</summary>
    internal static async Task Looks(NightStage night, double north)
    {
        var row = await night.Row();
        var target = row.Centring!.Target;
        await night.Stage.Tell(Addresses.Round, new ShutterClosed
        {
            RoundId = row.RoundId!.Value, Epoch = row.Epoch, Camera = "a", Frames = 0, Open = TimeSpan.FromSeconds(5), Reason = null,
            Field = target with { DeclinationDegrees = target.DeclinationDegrees + (north / 3600) },
        });
        await night.Stage.ComesToRest();
    }

    /// <summary>At once, and the first round that exposes is open.</summary>
    internal static async Task<NightStage> Centred()
    {
        var night = await Begun();
        await Opens(night);
        await Looks(night, north: 5);
        await Opens(night);
        return night;
    }
}
