using Sync.Contracts;
using Sync.Scheduler.Story;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>A night of cameras a, which has a plate solver, and b, which has none; nobody centres.</summary>
public class SolveTests
{
    [Fact]
    public async Task After_the_slew_a_camera_with_a_solver_solves_while_the_other_exposes()
    {
        await using var night = await Solving();
        Assert.Equal((SlotWork.Solve, SlotWork.Expose), Work(night));
        Assert.Equal((300, 60), (Prepared(night, "a").Slot.Exposure.TotalSeconds, Prepared(night, "b").Slot.Exposure.TotalSeconds));
        Assert.True(Prepared(night, "b").Lease > TimeSpan.FromMinutes(5), "the round's lease covers all of it");
        Assert.Equal(["b"], (await night.Row()).UnderWay.Select(s => s.Camera));
    }

    [Fact]
    public async Task The_same_field_is_solved_once()
    {
        await using var night = await Solving();
        await Opens(night);
        await night.Solved("a");
        await night.Closes("b");
        Assert.Equal((SlotWork.Expose, SlotWork.Expose), Work(night));
    }

    [Fact]
    public async Task Where_all_solve_nobody_exposes_and_the_next_round_is_theirs()
    {
        await using var night = await Solving("a", "b");
        Assert.Equal((SlotWork.Solve, SlotWork.Solve), Work(night));
        await Opens(night);
        await night.Solved("a");
        await night.Solved("b", whyNot: "clouds");
        Assert.Equal((SlotWork.Expose, SlotWork.Expose), Work(night));
        await Opens(night);
        Assert.Equal(0, (await night.Row()).Failures);
    }

    [Fact]
    public async Task A_camera_that_stays_unrotated_is_named_with_the_reason_and_exposes_from_then_on()
    {
        await using var night = await Solving();
        var round = (await night.Row()).RoundId;
        await Opens(night);
        await night.Solved("a", whyNot: "clouds");
        await night.Closes("b");
        var outcome = night.Probe.All<RoundClosed>().Single(r => r.RoundId == round).Cameras.Single(c => c.Camera == "a");
        Assert.Equal((SlotEnd.Aborted, "clouds"), (outcome.End, outcome.Reason));
        Assert.Equal((SlotWork.Expose, SlotWork.Expose), Work(night));
    }

    [Fact]
    public async Task A_camera_that_missed_the_round_solves_in_the_next()
    {
        await using var night = await Solving();
        var round = (await night.Row()).RoundId;
        await night.CamerasAreReady([.. night.Probe.All<PrepareRound>().Where(p => p.Camera == "b")]);
        await night.Settles();
        await night.Passes(310); // the patience with a is over
        await night.Closes("b");
        Assert.NotEqual(round, (await night.Row()).RoundId);
        Assert.Equal((SlotWork.Solve, SlotWork.Expose), Work(night));
    }

    [Fact]
    public async Task From_the_other_side_of_the_pier_the_field_is_solved_again()
    {
        await using var night = await Solving();
        await Opens(night, SideOfPier.West);
        await night.Solved("a");
        await night.Closes("b");
        Assert.Equal(SlotWork.Expose, Work(night).A);
        await night.Fails(); // the dither: the telescopes are pointed anew
        await night.Passes(30);
        await Opens(night, SideOfPier.East);
        await night.Closes("a");
        await night.Closes("b");
        Assert.Equal(SlotWork.Solve, Work(night).A);
    }

    [Fact]
    public async Task How_the_field_lies_is_told_and_counts_as_no_frame()
    {
        await using var night = await Solving();
        var round = (await night.Row()).RoundId;
        await Opens(night);
        await night.Solved("a");
        await night.Closes("b");
        var outcome = night.Probe.All<RoundClosed>().Single(r => r.RoundId == round).Cameras.Single(c => c.Camera == "a");
        Assert.Equal((SlotEnd.Taken, 0, null), (outcome.End, outcome.Frames, outcome.Reason));
        var step = Told(NightStory.Of(await night.Record())).Single(s => s.Kind == StepKind.Solve);
        Assert.Equal(("a solve", null, 12.0, 12.0, 40.0, 2), (
            step.Name, step.Trouble, step.Fact("field.angle"), step.Fact("field.wanted"), step.Fact("field.offset_arcsec"), step.Fact("field.tries")));
        Assert.Equal(30, (step.Until!.Value - step.From).TotalSeconds, 0.001);
    }

    /// <summary>Begun, the first slew under way.</summary>
    private static async Task<NightStage> Solving(params string[] solvers)
    {
        var night = await NightStage.With([], settings: new() { ["Centring:ToleranceArcseconds"] = "0" });
        foreach (var camera in solvers.DefaultIfEmpty("a"))
            night.Solvers[camera] = true;
        await night.Appears("a");
        await night.Appears("b");
        await night.Begins();
        return night;
    }

    private static async Task Opens(NightStage night, SideOfPier? side = null)
    {
        await night.CamerasAreReady();
        if ((await night.Row()).MoveId is not null)
            await night.Settles(side);
        Assert.Equal("Imaging", await night.State());
    }

    private static (SlotWork A, SlotWork B) Work(NightStage night) => (Prepared(night, "a").Slot.Work, Prepared(night, "b").Slot.Work);

    private static PrepareRound Prepared(NightStage night, string camera) => night.Probe.All<PrepareRound>().Last(p => p.Camera == camera);

    private static IEnumerable<Step> Told(Step step) => [step, .. step.Steps.SelectMany(Told)];
}
