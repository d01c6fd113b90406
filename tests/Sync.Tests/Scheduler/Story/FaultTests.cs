using Sync.Scheduler.Story;
using Sync.Tests.Scheduler.Books;
using Sync.Tests.Scheduler.Nights;

namespace Sync.Tests.Scheduler.Story;

public class FaultTests
{
    [Fact]
    public async Task A_scheduler_started_again_under_way_is_told_each_time_and_a_first_start_is_not()
    {
        await using var night = await NightStage.Imaging();
        Assert.Empty((await night.Record()).Faults);
        await night.Restarts();
        Assert.Equal(["restarted"], (await night.Record()).Faults.Select(f => f.What));
        await night.Restarts();
        Assert.Equal(["restarted", "restarted"], (await night.Record()).Faults.Select(f => f.What));
    }

    [Fact]
    public async Task A_camera_that_falls_silent_and_comes_back_is_told_once_each()
    {
        await using var night = await NightStage.Imaging();
        night.FallsSilent("b");
        await night.Passes(30);
        var silent = Assert.Single((await night.Record()).Faults);
        Assert.Equal(("silent", "b"), (silent.What, silent.Camera));
        await night.Appears("b");
        await night.Passes(10);
        Assert.Equal([("silent", "b"), ("back", "b")], (await night.Record()).Faults.Select(f => (f.What, f.Camera!)));
    }

    [Fact]
    public async Task A_camera_that_comes_back_to_a_scheduler_started_again_is_told_to_be_back()
    {
        await using var night = await NightStage.Imaging();
        night.FallsSilent("b");
        await night.Passes(30);
        await night.Restarts();
        await night.Appears("b");
        Assert.Equal(["silent", "restarted", "back"], (await night.Record()).Faults.Select(f => f.What));
    }

    [Fact]
    public async Task A_move_that_failed_is_kept_with_its_kind_and_why()
    {
        await using var night = await NightStage.Moving();
        await night.Fails();
        var move = Assert.Single((await night.Record()).Moves);
        Assert.Equal(("slew", "The mount is stuck."), (move.Kind, move.Reason));
    }

    [Fact]
    public async Task A_wait_is_kept_with_its_end()
    {
        await using var night = await NightStage.Moving();
        await night.Fails();
        var wait = Assert.Single((await night.Record()).Waits);
        Assert.Null(wait.Ended);
        await night.Passes(15);
        Assert.Equal("Moving", await night.State());
        wait = Assert.Single((await night.Record()).Waits);
        Assert.Equal(wait.Until, wait.Ended!.Value, TimeSpan.FromMilliseconds(2));
    }

    [Fact]
    public async Task Of_two_waits_that_begin_in_one_instant_the_second_is_kept()
    {
        await using var scratch = await ScratchStore.Open(new FakeTime());
        var night = await KeptNight.Begin(scratch.Store, rounds: 1, cameras: 1);
        var (id, until) = (night.Record.Night.CorrelationId, LongNight.Dusk.AddHours(1));
        await scratch.Write(t => StoryTables.Waits(t, id, LongNight.Dusk, "a camera"));
        await scratch.Write(t => StoryTables.WaitEnds(t, id));
        await scratch.Write(t => StoryTables.Waits(t, id, until, "darkness"));
        var wait = Assert.Single((await scratch.Store.Read(c => NightRecords.Of(c, id)))!.Waits);
        Assert.Equal(("darkness", until, null), (wait.Reason, wait.Until, wait.Ended));
    }

    [Fact]
    public async Task A_wait_that_a_stop_cuts_short_ends_then()
    {
        await using var night = await NightStage.Moving();
        await night.Fails();
        await night.Passes(3);
        await night.Stops();
        var wait = Assert.Single((await night.Record()).Waits);
        Assert.True(wait.Ended < wait.Until);
    }
}
