using Sync.Contracts;
using Sync.Scheduler.Story;
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

    [Fact]
    public async Task Of_darks_what_a_round_did_not_give_is_taken_in_the_next_and_nothing_twice()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - darks: 60 s\n      count: 5\n      gain: 100\n");
        var first = Assert.Single(night.Probe.All<PrepareRound>()); // b has no cover
        Assert.Equal(("a", SlotWork.Dark, 5, 100, Guid.Empty), (first.Camera, first.Slot.Work, first.Slot.Frames, first.Slot.Gain, first.Slot.PlanId));
        await night.CamerasAreReady();
        await night.Closes("a", frames: 2); // its agent was started again
        Assert.Equal((3, 2), (night.Probe.All<PrepareRound>()[^1].Slot.Frames, night.Probe.All<PrepareRound>().Count));
        var prepared = night.Probe.All<PrepareRound>();
        await night.Restarts();
        await night.CamerasAreReady(prepared);
        await Closes(night, 3);
        Assert.Equal("Moving", await night.State());
        Assert.Null(Assert.Single((await night.Record()).Events).Trouble);
        Assert.Empty((await night.Row()).SinceDither); // they are no exposures of the sky
    }

    [Fact]
    public async Task Darks_of_which_nothing_comes_twice_are_given_up_and_named()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - darks: [60 s, 5 s]\n      count: 5\n");
        for (var i = 0; i < 2; i++)
        {
            await night.CamerasAreReady();
            await night.Closes("a", taken: false);
        }
        await night.CamerasAreReady();
        await night.Closes("a", frames: 5);
        Assert.Equal("Moving", await night.State());
        Assert.Equal("a darks: darks of 60 s: It was told to.", Assert.Single((await night.Record()).Events).Trouble);
    }

    [Fact]
    public async Task Flats_are_exposed_for_as_long_as_was_found()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - flats: L\n      count: 8\n      panel: 40\n");
        var meter = Assert.Single(night.Probe.All<PrepareRound>()).Slot;
        Assert.Equal((SlotWork.MeterFlat, "L", 40, 30000), (meter.Work, meter.Filter, meter.PanelPercent, meter.Level!.Adu));
        await night.CamerasAreReady();
        await Closes(night, 0, found: 1.25);
        var flats = night.Probe.All<PrepareRound>()[^1].Slot;
        Assert.Equal((SlotWork.Flat, 8, 1.25, 40), (flats.Work, flats.Frames, flats.Exposure.TotalSeconds, flats.PanelPercent));
        await night.CamerasAreReady();
        await night.Closes("a", frames: 8);
        Assert.Equal("Moving", await night.State());
        Assert.Equal(["a metering", "a exposure"], NightStory.Of(await night.Record()).Steps.SelectMany(s => s.Steps).SelectMany(r => r.Steps).Select(s => s.Name).Take(2));
    }

    [Fact]
    public async Task A_stop_ends_darks_behind_the_parked_mount_but_not_the_rest_of_the_script()
    {
        await using var night = await Begun("rig:\n  finish:\n    - darks: 60 s\n    - warm\n");
        await night.Stops();
        await night.Passes(1);
        await night.Settles();
        await night.CamerasAreReady();
        Assert.Equal("Finishing", await night.State());
        await night.Stops();
        Assert.Single(night.Probe.All<AbortSlot>(), a => a.Epoch == 2);
        Assert.Empty(night.Probe.All<RunStep>());
        await night.Closes("a", taken: false);
        Assert.Equal(2, night.Probe.All<RunStep>().Count);
        await night.Does("a");
        await night.Does("b");
        Assert.Equal("Ended", await night.State());
        Assert.Equal("a darks: 20 darks of 60 s were not taken: A test wants it.", (await night.Record()).Events[^1].Trouble);
    }

    [Fact]
    public async Task While_the_telescopes_move_no_shutter_opens()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - slew: M 31\n      within: 30 s\n    - darks: 60 s\n");
        await night.Passes(45);
        Assert.Equal("Moving", await night.State());
        Assert.DoesNotContain(night.Probe.All<PrepareRound>(), p => p.Slot.Work == SlotWork.Dark);
        Assert.EndsWith("a darks: 20 darks of 60 s were not taken: the telescopes still move.", Assert.Single((await night.Record()).Events).Trouble);
    }

    [Fact]
    public async Task A_dark_is_kept_and_nobody_judges_it_nor_does_a_move_spoil_it()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - darks: 60 s\n");
        var (row, now) = (await night.Row(), night.Stage.Time.GetUtcNow());
        await night.Stage.Tell(Addresses.Frames, new FrameSaved
        {
            FrameId = Guid.NewGuid(), RoundId = row.RoundId!.Value, NightId = night.NightId, Epoch = 0, Camera = "a", PlanId = Guid.Empty, Work = SlotWork.Dark,
            Path = "dark.fits", Opened = now, Closed = now.AddSeconds(60), Saved = now.AddSeconds(62), Exposure = TimeSpan.FromSeconds(60), Filter = null, Gain = null, Binning = 1,
        });
        await night.Passes(1);
        var frame = Assert.Single((await night.Record()).Frames);
        Assert.Equal(("Kept", true), (frame.State, frame.Graded is not null));
        Assert.Empty(night.Probe.All<GradeFrame>());
    }

    /// <summary>Camera a has closed its shutter in the present round.</summary>
    private static async Task Closes(NightStage night, int frames, double? found = null)
    {
        var row = await night.Row();
        await night.Stage.Tell(Addresses.Round, new ShutterClosed
        {
            RoundId = row.RoundId!.Value, Epoch = row.Epoch, Camera = "a", Frames = frames, Open = TimeSpan.FromMinutes(1), Reason = null,
            FlatExposure = found is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        });
        await night.Stage.ComesToRest();
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
