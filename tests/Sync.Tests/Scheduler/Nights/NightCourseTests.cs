using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

public class NightCourseTests
{
    [Fact]
    public async Task It_points_the_telescopes_first_and_exposes_when_the_sky_is_still()
    {
        await using var night = await NightStage.Moving();
        var slew = Assert.Single(night.Probe.All<Slew>());
        Assert.Equal(("M 31", 1), (slew.Target, slew.Epoch));
        Assert.All(night.Probe.All<PrepareRound>(), p => Assert.Equal(1, p.Epoch));
        await night.CamerasAreReady();
        Assert.Empty(night.Probe.All<OpenShutters>());
        await night.Settles();
        Assert.Equal("Imaging", await night.State());
        Assert.Equal(2, night.Probe.All<OpenShutters>().Count);
    }

    [Fact]
    public async Task It_dithers_when_the_last_shutter_is_closed_and_not_before()
    {
        await using var night = await NightStage.Imaging();
        await night.Closes("a");
        Assert.Empty(night.Probe.All<Contracts.Dither>());
        await night.Closes("b");
        var dither = Assert.Single(night.Probe.All<Contracts.Dither>());
        Assert.Equal((2, 1), (dither.Epoch, dither.Number));
        Assert.Equal("Moving", await night.State());
        await night.CamerasAreReady(); // of the second round
        Assert.Equal(2, night.Probe.All<OpenShutters>().Count);
        await night.Settles();
        Assert.Equal(4, night.Probe.All<OpenShutters>().Count);
        Assert.All(night.Probe.All<OpenShutters>().Skip(2), o => Assert.Equal(2, o.Epoch));
    }

    [Fact]
    public async Task With_dithering_off_the_next_round_opens_in_the_same_epoch()
    {
        await using var night = await NightStage.With(["a", "b"], settings: new() { ["Night:Dithering"] = "false" });
        await night.Begins();
        await night.CamerasAreReady();
        await night.Settles();
        await night.Closes("a");
        await night.Closes("b");
        await night.CamerasAreReady();
        Assert.Empty(night.Probe.All<Contracts.Dither>());
        Assert.Equal([1, 1, 1, 1], night.Probe.All<OpenShutters>().Select(o => o.Epoch));
    }

    [Fact]
    public async Task All_frames_of_a_slot_count_towards_the_next_dither_and_what_was_not_taken_is_given_again()
    {
        await using var night = await NightStage.With(["a", "b"], desired: 25, settings: new() { ["Rounds:Mode"] = "packed" }, ditherEvery: 10);
        await night.Begins();
        Assert.Equal([9, 9], night.Probe.All<PrepareRound>().Select(p => p.Slot.Frames)); // within ten minutes
        await night.CamerasAreReady();
        await night.Settles();
        await night.Closes("a", frames: 9);
        await night.Closes("b", frames: 8);
        Assert.Empty(night.Probe.All<Contracts.Dither>());
        Assert.Equal(17, (await night.Row()).SinceDither.Count);
        Assert.Equal([4, 4], night.Probe.All<PrepareRound>().Skip(2).Select(p => p.Slot.Frames)); // what is left of 25
        await night.CamerasAreReady();
        await night.Closes("a", frames: 2);
        await night.Closes("b", frames: 4);
        Assert.Single(night.Probe.All<Contracts.Dither>());
        Assert.Equal(2, night.Probe.All<PrepareRound>().Skip(4).Sum(p => p.Slot.Frames));
    }

    [Fact]
    public async Task A_night_begun_twice_begins_once()
    {
        await using var night = await NightStage.Moving();
        await night.Begins();
        Assert.Single(night.Probe.All<Slew>());
        Assert.Equal(1, (await night.Row()).Rounds);
    }

    [Fact]
    public async Task With_all_that_was_wanted_it_parks_and_ends()
    {
        await using var night = await NightStage.Imaging(desired: 2);
        await night.Closes("a");
        await night.Closes("b");
        Assert.Equal("Finishing", await night.State());
        Assert.Equal(2, Assert.Single(night.Probe.All<Park>()).Epoch);
        await night.Settles();
        Assert.Equal("Ended", await night.State());
        Assert.NotNull((await night.Row()).EndedAt);
        Assert.Empty(night.Probe.All<Exception>());
    }

    [Fact]
    public async Task Without_cameras_it_waits_and_a_camera_that_joins_ends_the_wait()
    {
        await using var night = await NightStage.With([]);
        await night.Begins();
        Assert.Equal("Waiting", await night.State());
        await night.Passes(100);
        Assert.Equal("Waiting", await night.State());
        Assert.Equal("a camera: none is there", (await night.Row()).WaitReason);
        await night.Appears("a");
        Assert.Equal("Moving", await night.State());
        Assert.Equal("a", Assert.Single(night.Probe.All<PrepareRound>()).Camera);
    }

    [Fact]
    public async Task It_listens_a_minute_for_a_camera_that_is_expected()
    {
        await using var night = await NightStage.With(["a"]);
        await night.Begins();
        await night.Passes(59);
        Assert.Equal("Waiting", await night.State());
        await night.Passes(1.1);
        Assert.Equal("Moving", await night.State());
        Assert.Equal("a", Assert.Single(night.Probe.All<PrepareRound>()).Camera);
    }

    [Fact]
    public async Task An_expected_camera_that_joins_while_it_listens_is_in_the_first_round()
    {
        await using var night = await NightStage.With(["a"]);
        await night.Begins();
        await night.Passes(20);
        await night.Appears("b");
        Assert.Equal("Moving", await night.State());
        Assert.Equal(["a", "b"], night.Probe.All<PrepareRound>().Select(p => p.Camera).Order());
    }

    [Fact]
    public async Task A_camera_that_joins_later_is_offered_the_next_round()
    {
        await using var night = await NightStage.Imaging();
        await night.Appears("c");
        Assert.Equal(2, night.Probe.All<PrepareRound>().Count);
        await night.Closes("a");
        await night.Closes("b");
        Assert.Equal(["a", "b", "c"], night.Probe.All<PrepareRound>().Skip(2).Select(p => p.Camera).Order());
        var missed = Assert.Single(night.Probe.All<RoundClosed>()).Cameras.Single(c => c.Camera == "c");
        Assert.StartsWith("In sync wait", missed.Reason, StringComparison.Ordinal);
    }
}
