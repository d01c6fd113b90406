using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>It is not safe to be out, in each state of a night.</summary>
public class ShelterTests
{
    [Fact]
    public async Task Imaging_the_round_ends_and_the_mount_parks_when_all_shutters_are_closed()
    {
        await using var night = await NightStage.Imaging();
        await night.IsUnsafe(1);
        Assert.Equal(["a", "b"], night.Probe.All<AbortSlot>().Select(a => a.Camera).Order());
        await night.Closes("a", taken: false);
        Assert.Empty(night.Probe.All<Park>());
        await night.Closes("b", taken: false);
        await IsSheltered(night);
    }

    [Fact]
    public async Task Moving_the_round_is_cancelled_and_the_mount_parks_behind_the_move()
    {
        await using var night = await NightStage.Moving();
        await night.IsUnsafe(1);
        await IsSheltered(night);
        Assert.Empty(night.Probe.All<OpenShutters>());
    }

    [Fact]
    public async Task Waiting_it_parks()
    {
        await using var night = await NightStage.With([]);
        await night.Begins();
        await night.IsUnsafe(1);
        await IsSheltered(night);
    }

    [Fact]
    public async Task It_goes_on_by_itself_when_it_was_safe_for_ten_minutes()
    {
        await using var night = await NightStage.Moving();
        await Shelter(night);
        await night.Passes(30 * 60);
        Assert.Equal("Sheltered", await night.State());
        await night.IsSafe(2);
        await night.Passes(595);
        Assert.Equal("Sheltered", await night.State());
        await night.Passes(6);
        Assert.Equal("Moving", await night.State());
        Assert.Equal([1, 3], night.Probe.All<Slew>().Select(s => s.Epoch));
        await night.CamerasAreReady();
        await night.Settles();
        Assert.Equal(2, night.Probe.All<OpenShutters>().Count);
        Assert.Equal(["safety: rain", "safety: it is safe, and must be for 10 min"], (await night.Record()).Waits.Select(w => w.Reason));
        Assert.Empty(night.Probe.All<Exception>());
    }

    [Fact]
    public async Task Unsafe_again_within_the_ten_minutes_it_waits_anew_and_parks_once()
    {
        await using var night = await NightStage.Moving();
        await Shelter(night);
        await night.IsSafe(2);
        await night.Passes(300);
        await night.IsUnsafe(3, "wind");
        await night.Passes(600);
        Assert.Equal(("Sheltered", "wind"), (await night.State(), (await night.Row()).UnsafeReason));
        Assert.Single(night.Probe.All<Park>());
    }

    [Fact]
    public async Task What_was_said_before_changes_nothing()
    {
        await using var night = await NightStage.Moving();
        await night.IsUnsafe(5);
        await night.IsSafe(4);
        await night.Passes(11 * 60);
        await IsSheltered(night);
        await night.IsUnsafe(5);
        Assert.Single(night.Probe.All<Park>());
    }

    [Fact]
    public async Task Where_it_does_not_go_on_by_itself_the_operator_resumes_it_once_it_is_safe()
    {
        await using var night = await NightStage.Moving(settings: new() { ["Safety:Resumes"] = "false" });
        await Shelter(night);
        await night.Resumes();
        Assert.Equal("It is not safe to be out: rain. The night does not stay paused when it is.", Assert.Single(night.Probe.All<RequestRefused>()).Sentence);
        await night.IsSafe(2);
        await night.Passes(20 * 60);
        Assert.Equal("Sheltered", await night.State());
        await night.Resumes();
        Assert.Equal("Moving", await night.State());
    }

    [Fact]
    public async Task A_paused_night_is_paused_again_when_it_is_safe()
    {
        await using var night = await NightStage.Moving();
        await night.Pauses();
        await Shelter(night);
        await night.IsSafe(2);
        await night.Passes(10 * 60 + 1);
        Assert.Equal("Paused", await night.State());
        Assert.Single(night.Probe.All<Slew>());
    }

    [Fact]
    public async Task Never_safe_again_it_ends_with_the_night()
    {
        await using var night = await NightStage.With([]);
        await night.Begins(NightStage.Evening.AddMinutes(20));
        await Shelter(night);
        await night.Passes(20 * 60 + 1);
        await night.Settles();
        Assert.Equal(("Ended", "It was not safe until its end: rain."), (await night.State(), (await night.Row()).EndReason));
    }

    [Fact]
    public async Task A_scheduler_started_again_stays_in_the_shelter_and_leaves_it()
    {
        await using var night = await NightStage.Moving();
        await Shelter(night);
        await night.Restarts();
        Assert.Equal("Sheltered", await night.State());
        await night.IsSafe(2);
        await night.Passes(10 * 60 + 1);
        Assert.Equal("Moving", await night.State());
    }

    [Fact]
    public async Task A_mount_that_did_not_park_is_parked_again_until_it_has()
    {
        await using var night = await NightStage.Moving();
        await night.IsUnsafe(1);
        await night.Fails();
        await night.Passes(8);
        Assert.Single(night.Probe.All<Park>());
        await night.Passes(4);
        Assert.Equal(2, night.Probe.All<Park>().Count);
        await night.Restarts();
        await night.Passes(12 * 60); // nothing is heard of it
        Assert.Empty(night.Probe.All<Park>());
        await night.Passes(30);
        Assert.Equal(4, Assert.Single(night.Probe.All<Park>()).Epoch);
        await night.Settles();
        await night.Passes(60 * 60);
        Assert.Equal(("Sheltered", 1), (await night.State(), night.Probe.All<Park>().Count));
        Assert.Empty(night.Probe.All<Exception>());
    }

    [Fact]
    public async Task Stopped_in_its_shelter_it_ends()
    {
        await using var night = await NightStage.Moving();
        await Shelter(night);
        await night.Stops();
        await night.Settles();
        Assert.Equal("Ended", await night.State());
    }

    private static async Task Shelter(NightStage night)
    {
        await night.IsUnsafe(1);
        await IsSheltered(night);
        await night.Settles();
    }

    private static async Task IsSheltered(NightStage night)
    {
        Assert.Equal(("Sheltered", "rain"), (await night.State(), (await night.Row()).UnsafeReason));
        Assert.Single(night.Probe.All<Park>());
        Assert.Equal("Sheltered", night.Tonight.Night!.State);
        Assert.Empty(night.Probe.All<Exception>());
    }
}
