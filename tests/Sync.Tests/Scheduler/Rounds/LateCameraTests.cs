using Sync.Contracts;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>Slots of 300 s and 60 s: the round opens without b after 60 s, and its window is over 300 s later.</summary>
public class LateCameraTests
{
    private static readonly int[] Slots = [300, 60];

    [Fact]
    public async Task A_camera_that_is_ready_late_has_the_rest_of_the_round()
    {
        await using var round = await OpenWithoutB();
        Assert.Empty(round.Aborted);
        await round.Passes(100);
        await round.Ready("b");
        var order = round.Probe.All<OpenShutters>().Single(o => o.Camera == "b");
        Assert.InRange(order.Window.TotalSeconds, 199, 200);
        Assert.Equal(order.Window + TimeSpan.FromSeconds(60), order.Lease);
        await round.Closed("b");
        await round.Closed("a");
        Assert.Equal((SlotEnd.Taken, SlotEnd.Taken), (round.EndOf("a"), round.EndOf("b")));
    }

    [Fact]
    public async Task One_whose_exposure_no_longer_fits_is_in_sync_wait_and_named()
    {
        await using var round = await OpenWithoutB();
        await round.Passes(245);
        await round.Ready("b");
        Assert.Equal(["a"], round.Opened);
        Assert.Equal(["b"], round.Aborted);
        await round.Closed("a");
        Assert.Equal((SlotEnd.LeftOut, false), (round.EndOf("b"), round.OutcomeOf("b").NeverReady));
        Assert.StartsWith("In sync wait: 55 s were left of round 1", round.OutcomeOf("b").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_waits_for_one_that_may_still_come()
    {
        await using var round = await OpenWithoutB();
        await round.Passes(100);
        await round.Closed("a");
        Assert.Equal((SlotEnd.LeftOut, true), (round.EndOf("b"), round.OutcomeOf("b").NeverReady));
        Assert.Equal(["b"], round.Aborted);
        await round.Ready("b");
        Assert.Equal(["a"], round.Opened);
    }

    [Fact]
    public async Task It_holds_the_sky_from_its_opening_until_its_own_lease_is_over()
    {
        await using var round = await OpenWithoutB();
        await round.Passes(100);
        await round.Ready("b");
        await round.Passes(200);
        await round.Closed("a");
        await round.Passes(61); // 200 s that were left, 60 s of allowance and 1.26 s of margin after it was ready
        Assert.Null(round.Outcome);
        await round.Passes(0.2);
        Assert.Equal((SlotEnd.Taken, SlotEnd.Missing), (round.EndOf("a"), round.EndOf("b")));
    }

    [Fact]
    public async Task Stamps_of_another_epoch_admit_nobody()
    {
        await using var round = await OpenWithoutB();
        await round.Ready("b", epoch: RoundStage.Epoch - 1);
        Assert.Equal(["a"], round.Opened);
    }

    [Fact]
    public async Task One_that_was_lost_and_came_back_is_asked_again_and_has_the_rest()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, Slots);
        await round.Ready("a");
        await round.Lost("b");
        Assert.Equal(["a"], round.Opened);
        await round.Passes(50);
        await round.Admit("b");
        Assert.Equal(2, round.Probe.All<PrepareRound>().Count(p => p.Camera == "b"));
        await round.Ready("b");
        Assert.Equal(["a", "b"], round.Opened);
    }

    [Fact]
    public async Task One_that_was_ready_and_whose_agent_was_started_again_is_asked_again_and_opens_by_its_new_stamp()
    {
        var stamp = Guid.NewGuid();
        await using var round = await RoundStage.Of(skyIsReady: false, Slots);
        await round.Ready("a");
        await round.Ready("b", number: 9);
        await round.Admit("b");
        Assert.Equal(2, round.Probe.All<PrepareRound>().Count(p => p.Camera == "b"));
        await round.Sky();
        Assert.Empty(round.Opened);
        await round.Ready("b", stamp: stamp);
        Assert.Equal(stamp, round.Probe.All<OpenShutters>().Single(o => o.Camera == "b").Stamp);
    }

    [Fact]
    public async Task One_that_joins_before_the_opening_is_waited_for_like_the_others()
    {
        await using var round = await RoundStage.Of(skyIsReady: false, Slots);
        await round.Ready("a");
        await round.Ready("b");
        await round.Admit("c", 60);
        await round.Sky();
        Assert.Empty(round.Opened);
        await round.Ready("c");
        Assert.Equal(["a", "b", "c"], round.Opened);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(250, false)]
    public async Task One_that_joins_an_open_round_has_what_is_left_when_it_fits(int seconds, bool fits)
    {
        await using var round = await RoundStage.Open(Slots);
        await round.Passes(100);
        await round.Admit("c", seconds);
        await round.Ready("c");
        Assert.Equal(fits, round.Opened.Contains("c"));
        foreach (var camera in round.Opened.ToList())
            await round.Closed(camera);
        Assert.Equal(fits ? SlotEnd.Taken : SlotEnd.LeftOut, round.EndOf("c"));
    }

    [Fact]
    public async Task One_that_has_had_its_part_has_no_other()
    {
        await using var round = await RoundStage.Open(Slots);
        await round.Closed("b", taken: false);
        await round.Admit("b");
        await round.Ready("b", 2);
        Assert.Equal(2, round.Probe.All<PrepareRound>().Count);
        Assert.Equal(["a", "b"], round.Opened);
    }

    [Fact]
    public async Task After_a_start_of_the_machine_nobody_knows_what_is_left_and_nobody_is_admitted()
    {
        await using var round = await OpenWithoutB();
        await round.Restarts(TimeSpan.FromSeconds(5), machine: true);
        await round.Ready("b");
        Assert.Empty(round.Opened);
        Assert.Equal(["b"], round.Aborted);
    }

    [Fact]
    public async Task After_a_start_of_the_scheduler_the_rest_is_what_it_was()
    {
        await using var round = await OpenWithoutB();
        await round.Restarts(TimeSpan.FromSeconds(5), machine: false);
        await round.Ready("b");
        Assert.Equal(["b"], round.Opened);
    }

    [Fact]
    public async Task A_cancelled_round_admits_nobody()
    {
        await using var round = await OpenWithoutB();
        await round.Cancel();
        await round.Ready("b");
        await round.Admit("b");
        Assert.Equal(["a"], round.Opened);
        Assert.Equal(["a", "b"], round.Aborted);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 30)]
    [InlineData(3, 7.5)]
    public async Task One_that_was_waited_for_in_vain_is_waited_for_half_as_long(int inVain, double seconds)
    {
        await using var round = await RoundStage.Still(Slots, inVain: inVain);
        await round.Ready("a");
        await round.Passes(seconds - 0.1);
        Assert.Empty(round.Opened);
        await round.Passes(0.2);
        Assert.Equal(["a"], round.Opened);
    }

    private static async Task<RoundStage> OpenWithoutB()
    {
        var round = await RoundStage.Of(skyIsReady: true, Slots);
        await round.Ready("a");
        await round.Passes(60.1);
        Assert.Equal(["a"], round.Opened);
        return round;
    }
}
