using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

public class PauseTests
{
    [Fact]
    public async Task Imaging_it_lets_exposures_end_and_then_pauses_with_the_mount_at_rest()
    {
        await using var night = await NightStage.Imaging();
        var asked = await night.Pauses();
        Assert.Equal(asked, Assert.Single(night.Probe.All<RequestHeard>()).RequestId);
        Assert.Empty(night.Probe.All<AbortSlot>());
        await night.Closes("a");
        Assert.Empty(night.Probe.All<RequestGranted>());
        await night.Closes("b");
        await IsPaused(night, asked);
        Assert.Empty(night.Probe.All<Contracts.Dither>());
        Assert.Equal(2, Assert.Single(night.Probe.All<Rest>()).Epoch);
    }

    [Fact]
    public async Task Imaging_it_aborts_exposures_when_it_is_asked_to_and_pauses_when_they_are_closed()
    {
        await using var night = await NightStage.Imaging();
        var asked = await night.Pauses(now: true);
        Assert.Equal(["a", "b"], night.Probe.All<AbortSlot>().Select(a => a.Camera).Order());
        Assert.Empty(night.Probe.All<Rest>());
        await night.Closes("a", taken: false);
        await night.Closes("b", taken: false);
        await IsPaused(night, asked);
        Assert.Single(night.Probe.All<Rest>());
    }

    [Fact]
    public async Task A_pause_at_the_next_gap_may_become_one_at_once()
    {
        await using var night = await NightStage.Imaging();
        var patient = await night.Pauses();
        var hasty = await night.Pauses(now: true);
        Assert.Equal(2, night.Probe.All<AbortSlot>().Count);
        await night.Closes("a", taken: false);
        await night.Closes("b", taken: false);
        Assert.Equal([patient, hasty], night.Probe.All<RequestGranted>().Select(g => g.RequestId).OrderBy(g => g == hasty));
        Assert.Single(night.Probe.All<Rest>());
    }

    [Fact]
    public async Task Moving_it_cancels_the_round_and_stops_the_mount_wherever_it_is()
    {
        await using var night = await NightStage.Moving();
        var asked = await night.Pauses();
        await IsPaused(night, asked);
        Assert.Equal(2, Assert.Single(night.Probe.All<Rest>()).Epoch);
        await night.Settled(night.Probe.All<Slew>().Single().MoveId, 1); // the slew that was under way
        await night.Passes(15 * 60);
        Assert.Equal("Paused", await night.State());
        Assert.Empty(night.Probe.All<OpenShutters>());
        Assert.Empty(night.Probe.All<Exception>());
    }

    [Fact]
    public async Task Waiting_it_pauses_at_once_and_no_camera_ends_the_pause()
    {
        await using var night = await NightStage.With([]);
        await night.Begins();
        await IsPaused(night, await night.Pauses());
        await night.Appears("a");
        await night.Passes(10 * 60);
        Assert.Equal("Paused", await night.State());
        Assert.Empty(night.Probe.All<Slew>());
        Assert.Empty(night.Probe.All<Rest>()); // nothing was ever moved
    }

    [Fact]
    public async Task Resumed_it_points_the_telescopes_anew_and_goes_on()
    {
        await using var night = await NightStage.Imaging();
        await Pause(night);
        await night.Passes(60);
        var asked = await night.Resumes();
        Assert.Equal(asked, night.Probe.All<RequestGranted>()[^1].RequestId);
        Assert.Equal("Moving", await night.State());
        Assert.Equal([1, 3], night.Probe.All<Slew>().Select(s => s.Epoch));
        await night.CamerasAreReady();
        await night.Settles();
        Assert.Equal(4, night.Probe.All<OpenShutters>().Count);
        Assert.Null((await night.Row()).PauseReason);
    }

    [Fact]
    public async Task Resumed_before_it_paused_it_goes_on_without_a_pause()
    {
        await using var night = await NightStage.Imaging();
        var pause = await night.Pauses();
        var resume = await night.Resumes();
        Assert.Equal(pause, Assert.Single(night.Probe.All<RequestRefused>()).RequestId);
        Assert.Equal(resume, Assert.Single(night.Probe.All<RequestGranted>()).RequestId);
        await night.Closes("a");
        await night.Closes("b");
        Assert.Single(night.Probe.All<Contracts.Dither>());
    }

    [Fact]
    public async Task A_scheduler_started_again_keeps_the_pause_and_resumes_from_it()
    {
        await using var night = await NightStage.Imaging();
        await Pause(night);
        await night.Restarts();
        Assert.Equal("Paused", await night.State());
        await night.Passes(60);
        Assert.Empty(night.Probe.All<Slew>());
        await night.Resumes();
        Assert.Single(night.Probe.All<Slew>());
    }

    [Fact]
    public async Task A_scheduler_started_again_before_the_pause_pauses_all_the_same()
    {
        await using var night = await NightStage.Imaging();
        var asked = await night.Pauses();
        await night.Restarts();
        await night.Closes("a");
        await night.Closes("b");
        await IsPaused(night, asked);
    }

    [Fact]
    public async Task A_pause_that_nobody_ends_ends_with_the_night()
    {
        await using var night = await NightStage.With([]);
        await night.Begins(NightStage.Evening.AddMinutes(30));
        await night.Pauses();
        await night.Passes(29 * 60);
        Assert.Equal("Paused", await night.State());
        await night.Passes(61);
        await night.Settles();
        Assert.Equal("Ended", await night.State());
        Assert.Equal("It was paused by the operator until its end.", (await night.Row()).EndReason);
    }

    [Fact]
    public async Task Stopped_while_it_pauses_it_parks_and_answers_when_the_mount_is_parked()
    {
        await using var night = await NightStage.Imaging();
        await Pause(night);
        var asked = await night.AsksToStop();
        Assert.Equal("Finishing", await night.State());
        Assert.DoesNotContain(night.Probe.All<RequestGranted>(), g => g.RequestId == asked);
        await night.Settles();
        Assert.Equal(("Ended", asked), (await night.State(), night.Probe.All<RequestGranted>()[^1].RequestId));
        Assert.Equal("The operator stopped it.", (await night.Row()).EndReason);
    }

    [Fact]
    public async Task A_stop_before_the_pause_refuses_the_pause_and_a_mount_that_does_not_park_refuses_the_stop()
    {
        await using var night = await NightStage.Imaging();
        var pause = await night.Pauses();
        var stop = await night.AsksToStop();
        Assert.Equal(pause, Assert.Single(night.Probe.All<RequestRefused>()).RequestId);
        var late = await night.Pauses();
        Assert.Equal((late, "The night is being stopped."), Answer(night));
        await night.Closes("a");
        await night.Closes("b");
        await night.Fails();
        Assert.Equal((stop, "The operator stopped it. The mount is not parked: The mount is stuck."), Answer(night));
    }

    [Fact]
    public async Task What_can_not_be_is_refused_with_a_sentence()
    {
        await using var night = await NightStage.With(["a", "b"]);
        Assert.Equal((await night.Pauses(), "No night is under way."), Answer(night));
        await night.Begins();
        Assert.Equal((await night.Resumes(), "The night is not paused."), Answer(night));
        await night.Stops();
        Assert.Equal((await night.Pauses(), "The night is ending."), Answer(night));
        await night.Settles();
        Assert.Equal((await night.AsksToStop(), "No night is under way."), Answer(night));
        Assert.Empty(night.Probe.All<RequestGranted>());
        Assert.Empty(night.Probe.All<Exception>());
    }

    [Fact]
    public async Task The_story_and_the_screen_tell_of_it()
    {
        await using var night = await NightStage.Imaging();
        await Pause(night);
        Assert.Equal(("Paused", "paused by the operator"), (night.Tonight.Night!.State, night.Tonight.Night.Reason));
        await night.Passes(90);
        await night.Resumes();
        var wait = Assert.Single((await night.Record()).Waits);
        Assert.Equal("paused by the operator", wait.Reason);
        Assert.Equal(90, (wait.Ended!.Value - wait.Began).TotalSeconds, 0);
        Assert.Equal("Moving", night.Tonight.Night.State);
    }

    private static async Task Pause(NightStage night)
    {
        var asked = await night.Pauses();
        await night.Closes("a");
        await night.Closes("b");
        await IsPaused(night, asked);
    }

    private static async Task IsPaused(NightStage night, Guid asked)
    {
        Assert.Equal("Paused", await night.State());
        Assert.Equal(asked, Assert.Single(night.Probe.All<RequestGranted>()).RequestId);
        Assert.Empty(night.Probe.All<Exception>());
    }

    private static (Guid, string) Answer(NightStage night) => (night.Probe.All<RequestRefused>()[^1].RequestId, night.Probe.All<RequestRefused>()[^1].Sentence);
}
