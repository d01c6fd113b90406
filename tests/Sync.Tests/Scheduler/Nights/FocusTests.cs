using Sync.Contracts;
using Sync.Scheduler.Story;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>A night of cameras a and b, whose need to focus the test says.</summary>
public class FocusTests
{
    [Fact]
    public async Task A_camera_that_must_focus_does_so_at_the_next_gap_while_the_other_exposes()
    {
        await using var night = await NightStage.Imaging();
        await Gap(night, a: 130, b: 60);
        Assert.Equal((SlotWork.Focus, SlotWork.Expose), Work(night));
        Assert.Equal((300, 60), (Prepared(night, "a").Slot.Exposure.TotalSeconds, Prepared(night, "b").Slot.Exposure.TotalSeconds));
        Assert.True(Prepared(night, "b").Lease > TimeSpan.FromMinutes(5), "the round's lease covers the whole run");
        Assert.Equal(["b"], (await night.Row()).UnderWay.Select(s => s.Camera));
    }

    [Fact]
    public async Task Nobody_focuses_where_that_takes_longer_than_dither_stays_by_itself()
    {
        await using var night = await NightStage.Imaging();
        night.Stage.Dither.StaysFor = TimeSpan.FromMinutes(5);
        await night.Passes(31);
        await Gap(night, a: 130, b: 60);
        Assert.Equal((SlotWork.Expose, SlotWork.Expose), Work(night));
        await Opens(night);
    }

    [Fact]
    public async Task A_camera_at_seventy_percent_goes_along_but_begins_nothing()
    {
        await using var night = await NightStage.Imaging();
        await Gap(night, a: 99, b: 70);
        Assert.Equal((SlotWork.Expose, SlotWork.Expose), Work(night));
        await Opens(night);
        await Gap(night, a: 100, b: 70);
        Assert.Equal((SlotWork.Focus, SlotWork.Focus), Work(night));
    }

    [Fact]
    public async Task A_camera_that_found_no_focus_is_let_again_after_a_pause()
    {
        await using var night = await NightStage.Imaging(settings: new() { ["FocusSlots:AgainAfter"] = "00:02:00" });
        await Gap(night, a: 200, b: 0);
        await Opens(night);
        await night.Focused("a", whyNot: "No stars were found in 4 frames.");
        await night.Closes("b");
        Assert.Equal((SlotWork.Expose, SlotWork.Expose), Work(night));
        foreach (var (seconds, work) in new[] { (50, SlotWork.Expose), (70, SlotWork.Focus) })
        {
            await Opens(night);
            await night.Passes(seconds);
            await Gap(night, a: 200, b: 0);
            Assert.Equal((work, SlotWork.Expose), Work(night));
        }
    }

    [Fact]
    public async Task A_round_that_never_opened_let_nobody_focus()
    {
        await using var night = await NightStage.Imaging();
        await Gap(night, a: 200, b: 0);
        await night.Fails();
        await night.Passes(30);
        Assert.Equal((SlotWork.Focus, SlotWork.Expose), Work(night));
        Assert.Equal(3, night.Probe.All<PrepareRound>().Count(p => p.Camera == "a"));
    }

    [Fact]
    public async Task What_was_found_is_told_and_counts_as_no_frame()
    {
        await using var night = await NightStage.Imaging();
        await Gap(night, a: 100, b: 0);
        var round = (await night.Row()).RoundId!.Value;
        await Opens(night);
        await night.Focused("a");
        await night.Closes("b");
        Assert.Equal((SlotEnd.Taken, 0), night.Probe.All<RoundClosed>().Single(r => r.RoundId == round).Cameras.Where(c => c.Camera == "a").Select(c => (c.End, c.Frames)).Single());
        var step = Told(NightStory.Of(await night.Record())).Single(s => s.Kind == StepKind.Focus);
        Assert.Equal(("a focus", null, 5080, 2.5, 0.97, "A test wants it."), (
            step.Name, step.Trouble, step.Fact("focus.position"), step.Fact("focus.hfr"), step.Fact("focus.r_squared"), step.Fact("focus.asked")));
        Assert.Equal(60, (step.Until!.Value - step.From).TotalSeconds, 0.001);
    }

    [Fact]
    public async Task Why_no_focus_was_found_is_told_too()
    {
        await using var night = await NightStage.Imaging();
        await Gap(night, a: 100, b: 100);
        await Opens(night);
        await night.Focused("a", whyNot: "clouds");
        await night.Focused("b");
        Assert.Equal(["clouds", null], Told(NightStory.Of(await night.Record())).Where(s => s.Kind == StepKind.Focus).Select(s => s.Trouble));
    }

    /// <summary>The round is closed, with a frame of each; before, both have said what they need.</summary>
    private static async Task Gap(NightStage night, double a, double b)
    {
        (night.Needs["a"], night.Needs["b"]) = (a, b);
        await night.Passes(4);
        await night.Closes("a");
        await night.Closes("b");
    }

    private static async Task Opens(NightStage night)
    {
        await night.CamerasAreReady();
        if ((await night.Row()).MoveId is not null)
            await night.Settles();
        Assert.Equal("Imaging", await night.State());
    }

    private static (SlotWork A, SlotWork B) Work(NightStage night) => (Prepared(night, "a").Slot.Work, Prepared(night, "b").Slot.Work);

    private static PrepareRound Prepared(NightStage night, string camera) => night.Probe.All<PrepareRound>().Last(p => p.Camera == camera);

    private static IEnumerable<Step> Told(Step step) => [step, .. step.Steps.SelectMany(Told)];
}
