using Sync.Astro.Coordinates;
using Sync.Contracts;
using Sync.Scheduler.Story;
using Sync.Tests.Scheduler.Nights;
using Sync.Tests.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Events;

/// <summary>What a script does to a night.</summary>
public class ScriptedNightTests
{
    private const string Cool = "rig:\n  prepare:\n    - cool: -10\n";

    [Fact]
    public async Task Each_step_waits_for_all_cameras_and_the_night_for_the_last_step()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - cool: -10\n    - cool: -20\n");
        Assert.Equal(["a -10", "b -10"], Told(night));
        Assert.Equal("Scripted", await night.State());
        await night.Does("a");
        Assert.Equal(2, Told(night).Count);
        await night.Does("b");
        Assert.Equal(["a -10", "b -10", "a -20", "b -20"], Told(night));
        await night.Does("b");
        Assert.Empty(night.Probe.All<Slew>());
        await night.Does("a");
        Assert.Equal("Moving", await night.State());
        Assert.Single(night.Probe.All<Slew>());
    }

    [Fact]
    public async Task A_camera_that_is_late_is_named_and_the_night_goes_on()
    {
        await using var night = await Begun(Cool);
        await night.Does("a");
        await night.Passes(305);
        Assert.Equal("Scripted", await night.State());
        await night.Passes(10);
        Assert.Equal("Moving", await night.State());
        var told = Assert.Single((await night.Record()).Events);
        Assert.Equal(("Prepare", "b cool: Nothing was heard of it in time."), (told.Name, told.Trouble));
        var step = Assert.Single(NightStory.Of(await night.Record()).Steps, s => s.Kind == StepKind.Event);
        Assert.Equal((310, told.Trouble), (Math.Round((step.Until!.Value - step.From).TotalSeconds), step.Trouble));
        await night.Does("b"); // late, and nobody minds
        Assert.Single((await night.Record()).Events);
    }

    [Fact]
    public async Task A_camera_that_falls_silent_is_not_waited_for()
    {
        await using var night = await Begun(Cool);
        await night.Does("a");
        night.FallsSilent("b");
        await night.Passes(15);
        Assert.Equal("Waiting", await night.State()); // as every night does at its beginning for a camera that is missing
        Assert.Equal("b cool: It fell silent.", Assert.Single((await night.Record()).Events).Trouble);
    }

    [Fact]
    public async Task Who_has_nothing_to_do_is_told_nothing()
    {
        await using var night = await Begun("cameras:\n  a:\n    prepare:\n      - cover: open\n");
        Assert.Equal(["a"], night.Probe.All<RunStep>().Select(s => s.Camera));
        await night.Does("a");
        Assert.Equal("Moving", await night.State());
    }

    [Fact]
    public async Task Without_a_step_for_an_event_nothing_is_said_at_all()
    {
        await using var night = await Begun("rig:\n  AfterTargetComplete:\n    - warm\n");
        Assert.Equal("Moving", await night.State());
        Assert.Empty((await night.Record()).Events);
    }

    [Fact]
    public async Task After_a_round_only_those_take_part_that_took_a_frame()
    {
        await using var night = await Begun("rig:\n  AfterEachExposure:\n    - cool: -5\n");
        await night.CamerasAreReady();
        await night.Settles();
        await night.Closes("a");
        await night.Closes("b", taken: false);
        Assert.Equal("Scripted", await night.State());
        Assert.Equal(["a -5"], Told(night));
        await night.Does("a");
        Assert.Equal("Moving", await night.State());
        Assert.Single(night.Probe.All<Contracts.Dither>());
    }

    [Fact]
    public async Task The_finish_comes_behind_the_parked_mount_and_the_night_ends_behind_it()
    {
        await using var night = await Begun("rig:\n  finish:\n    - warm:\n      over: 10 min\n");
        await night.Stops();
        await night.Passes(1);
        Assert.Empty(night.Probe.All<RunStep>());
        await night.Settles();
        Assert.Equal("Finishing", await night.State());
        Assert.All(night.Probe.All<RunStep>(), s => Assert.Equal((CameraVerb.Warm, 15), (s.Step.Verb, s.Within.TotalMinutes)));
        await night.Does("a");
        await night.Does("b");
        Assert.Equal(("Ended", "A test wants it."), (await night.State(), (await night.Row()).EndReason));
    }

    [Fact]
    public async Task Unsafe_cuts_an_event_off_and_it_is_done_anew_when_the_night_goes_on()
    {
        await using var night = await Begun(Cool);
        await night.IsUnsafe(1);
        Assert.Equal("Sheltered", await night.State());
        Assert.Single(night.Probe.All<Park>());
        await night.Settles();
        await night.IsSafe(2);
        await night.Passes(601);
        Assert.Equal("Scripted", await night.State());
        Assert.Equal(["a -10", "b -10", "a -10", "b -10"], Told(night));
        Assert.Equal("It was cut off.", (await night.Record()).Events[0].Trouble);
    }

    [Fact]
    public async Task Unsafe_ends_a_night_that_goes_on_while_it_is_safe()
    {
        await using var night = await Begun("while: safe\n");
        await night.IsUnsafe(1);
        Assert.Equal("Finishing", await night.State());
        await night.Settles();
        Assert.Equal(("Ended", "It is not safe to be out: rain."), (await night.State(), (await night.Row()).EndReason));
    }

    [Fact]
    public async Task A_pause_cuts_an_event_off_too_and_a_stop_ends_the_night()
    {
        await using var night = await Begun(Cool);
        await night.Pauses();
        Assert.Equal("Paused", await night.State());
        await night.Resumes();
        Assert.Equal("Scripted", await night.State());
        Assert.Equal(4, Told(night).Count);
        await night.Stops();
        Assert.Equal("Finishing", await night.State());
    }

    [Fact]
    public async Task An_event_outlives_the_scheduler()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - cool: -10\n    - cool: -20\n");
        await night.Does("a");
        await night.Restarts();
        await night.Does("b");
        Assert.Contains("b -20", Told(night));
    }

    [Fact]
    public async Task A_wait_of_the_script_ends_at_its_instant()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - wait: 2 min\n    - wait: darkness\n");
        await night.Passes(100);
        Assert.Equal("Scripted", await night.State());
        await night.Passes(30);
        Assert.Equal("Moving", await night.State()); // it is dark already
    }

    [Fact]
    public async Task A_slew_begins_an_epoch_and_the_next_step_waits_until_the_sky_is_still()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - slew: {altitude: 80, azimuth: 90}\n    - cool: -10\n");
        var slew = Assert.Single(night.Probe.All<Slew>());
        Assert.Equal(("Scripted", 1, false, "altitude 80°, azimuth 90°"), (await night.State(), slew.Epoch, slew.Guides, slew.Target));
        var seen = Sky.Horizontal(new(slew.RightAscensionHours, slew.DeclinationDegrees), SchedulerStage.Site, night.Stage.Time.GetUtcNow());
        Assert.Equal((80, 90), (Math.Round(seen.AltitudeDegrees, 1), Math.Round(seen.AzimuthDegrees, 1)));
        Assert.Empty(Told(night));
        await night.Settles();
        Assert.Equal(["a -10", "b -10"], Told(night));
        await night.Does("a");
        await night.Does("b");
        Assert.Equal(["altitude 80°, azimuth 90°", "M 31"], night.Probe.All<Slew>().Select(s => s.Target)); // pointed anew
        Assert.Equal((2, true), (night.Probe.All<Slew>()[^1].Epoch, night.Probe.All<Slew>()[^1].Guides));
        Assert.Equal("slew", (await night.Record()).Moves[0].Kind);
    }

    [Theory]
    [InlineData("slew: M 31", "slew: The mount is stuck.", 1)]
    [InlineData("slew: M 310", "slew: The catalogue has no target 'M 310' that is active.", 0)]
    [InlineData("slew", "slew: The event is about no target.", 0)]
    public async Task A_slew_that_fails_is_named_and_the_night_goes_on(string step, string trouble, int slews)
    {
        await using var night = await Begun($"rig:\n  prepare:\n    - {step}\n");
        Assert.Equal(Math.Max(1, slews), night.Probe.All<Slew>().Count);
        if (slews > 0)
            await night.Fails();
        Assert.Equal("Moving", await night.State());
        Assert.Equal(trouble, Assert.Single((await night.Record()).Events).Trouble);
    }

    [Fact]
    public async Task Of_a_slew_that_nothing_is_heard_of_the_night_has_enough_in_time()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - slew: M 31\n");
        await night.Passes(721);
        Assert.Equal("Moving", await night.State());
        Assert.StartsWith("slew: Nothing was heard of it for 00:12:00", Assert.Single((await night.Record()).Events).Trouble);
    }

    [Fact]
    public async Task Unsafe_parks_the_mount_also_while_the_script_slews()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - slew: M 31\n");
        var (slew, row) = (night.Probe.All<Slew>()[0], await night.Row());
        await night.IsUnsafe(1);
        Assert.Equal(("Sheltered", 2), (await night.State(), Assert.Single(night.Probe.All<Park>()).Epoch));
        await night.Settled(slew.MoveId, slew.Epoch); // too late to matter
        Assert.NotNull((await night.Row()).MoveId);
        Assert.NotNull(row.Errand);
        Assert.Null((await night.Row()).Errand);
    }

    [Fact]
    public async Task Without_targets_a_night_goes_on_while_a_project_is_active()
    {
        await using var night = await NightStage.With(["a", "b"], desired: 0, script: "while: projects\n");
        await night.Begins();
        await night.Passes(70);
        Assert.Equal("Waiting", await night.State());
        Assert.StartsWith("new targets: ", (await night.Row()).WaitReason);
    }

    private static async Task<NightStage> Begun(string script)
    {
        var night = await NightStage.With(["a", "b"], script: script);
        await night.Begins();
        return night;
    }

    private static IReadOnlyList<string> Told(NightStage night) => [.. night.Probe.All<RunStep>().GroupBy(s => (s.EventId, s.Stage)).SelectMany(g => g.OrderBy(s => s.Camera)).Select(s => $"{s.Camera} {s.Step.Celsius}")];
}
