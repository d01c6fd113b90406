using Sync.Contracts;
using Sync.Tests.Scheduler.Nights;

namespace Sync.Tests.Scheduler.Events;

/// <summary>Steps of the script for which shutters open: each in a round like any other.</summary>
public class ShutterStepTests
{
    [Fact]
    public async Task All_that_can_focus_do_so_in_one_round_of_the_present_epoch_before_the_next_step()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - autofocus: L\n    - cool: -10\n", "a");
        var asked = Assert.Single(night.Probe.All<PrepareRound>());
        Assert.Equal(("Scripted", "a", SlotWork.Focus, "L", 0), (await night.State(), asked.Camera, asked.Slot.Work, asked.Slot.Filter, asked.Epoch));
        await night.CamerasAreReady();
        Assert.Single(night.Probe.All<OpenShutters>());
        Assert.Empty(night.Probe.All<RunStep>());
        await night.Focused("a");
        Assert.Equal(2, night.Probe.All<RunStep>().Count);
        Assert.Null((await night.Row()).RoundId);
        Assert.Equal("The script wants it.", Assert.Single((await night.Record()).Focuses).Asked);
        await night.Does("a");
        await night.Does("b");
        Assert.Null(Assert.Single((await night.Record()).Events).Trouble);
    }

    [Fact]
    public async Task Where_nobody_can_focus_nothing_is_asked_at_all()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - autofocus\n");
        Assert.DoesNotContain(night.Probe.All<PrepareRound>(), p => p.Slot.Work == SlotWork.Focus);
        Assert.Equal("Moving", await night.State());
    }

    [Fact]
    public async Task Who_finds_no_focus_is_named()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - autofocus\n", "a");
        await night.CamerasAreReady();
        await night.Focused("a", "No stars were found in 4 frames.");
        Assert.Equal("Moving", await night.State());
        Assert.Equal("a autofocus: No stars were found in 4 frames.", Assert.Single((await night.Record()).Events).Trouble);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_ends_the_night_or_shelters_it_waits_for_the_shutters(bool stop)
    {
        await using var night = await Begun("rig:\n  prepare:\n    - autofocus\n", "a");
        await night.CamerasAreReady();
        if (stop)
            await night.Stops();
        else
            await night.IsUnsafe(1);
        Assert.Equal("Imaging", await night.State());
        Assert.Empty(night.Probe.All<Park>());
        Assert.Single(night.Probe.All<AbortSlot>());
        await night.Focused("a", "It was told to.");
        Assert.Equal(stop ? "Finishing" : "Sheltered", await night.State());
        Assert.Single(night.Probe.All<Park>());
    }

    [Fact]
    public async Task A_pause_lets_the_run_through_focus_end_and_the_event_is_done_anew_behind_it()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - autofocus\n", "a");
        await night.CamerasAreReady();
        await night.Pauses();
        Assert.Equal("Imaging", await night.State());
        Assert.Empty(night.Probe.All<AbortSlot>());
        await night.Focused("a");
        Assert.Equal("Paused", await night.State());
        await night.Resumes();
        Assert.Equal("Scripted", await night.State());
        Assert.Equal(2, night.Probe.All<PrepareRound>().Count);
    }

    private static async Task<NightStage> Begun(string script, params string[] focusing)
    {
        var night = await NightStage.With(["a", "b"], script: script);
        foreach (var camera in focusing)
            night.Needs[camera] = 10;
        await night.Passes(4); // hearts beat every three
        await night.Begins();
        return night;
    }
}
