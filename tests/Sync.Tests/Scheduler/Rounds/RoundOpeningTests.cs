using Sync.Contracts;

namespace Sync.Tests.Scheduler.Rounds;

public class RoundOpeningTests
{
    [Fact]
    public async Task It_asks_every_camera_before_the_sky_is_still()
    {
        await using var round = await RoundStage.Of(skyIsReady: false, 60, 120);
        var asked = round.Probe.All<PrepareRound>();
        Assert.Equal(["a", "b"], asked.Select(p => p.Camera).Order());
        Assert.All(asked, p => Assert.Equal(TimeSpan.FromSeconds(120 + 60), p.Lease));
    }

    [Fact]
    public async Task It_opens_when_the_sky_is_still_and_not_before()
    {
        await using var round = await RoundStage.Of(skyIsReady: false, 60, 60);
        await round.Ready("a");
        await round.Ready("b");
        await round.Passes(120);
        Assert.Empty(round.Opened);
        await round.Sky();
        Assert.Equal(["a", "b"], round.Opened);
    }

    [Fact]
    public async Task It_opens_when_the_last_camera_is_ready_and_not_before()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, 60, 60);
        await round.Ready("a");
        Assert.Empty(round.Opened);
        await round.Ready("b");
        Assert.Equal(["a", "b"], round.Opened);
    }

    [Fact]
    public async Task Each_camera_gets_its_newest_stamp_back()
    {
        var (newA, newB) = (Guid.NewGuid(), Guid.NewGuid());
        await using var round = await RoundStage.Of(skyIsReady: false, 60, 60);
        await round.Ready("a", 2, stamp: newA);
        await round.Ready("a", 1); // overtaken on the way
        await round.Ready("b", 1);
        await round.Ready("b", 2, stamp: newB);
        await round.Sky();
        Assert.Equal([newA, newB], round.Probe.All<OpenShutters>().OrderBy(o => o.Camera).Select(o => o.Stamp));
    }

    [Fact]
    public async Task Ready_for_another_epoch_is_not_ready()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, 60);
        await round.Ready("a", epoch: RoundStage.Epoch - 1);
        Assert.Empty(round.Opened);
        await round.Ready("a");
        Assert.Equal(["a"], round.Opened);
    }

    [Fact]
    public async Task It_opens_without_a_late_camera_when_the_others_have_waited_what_its_slot_is_worth()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, 60, 60, 60);
        await round.Ready("a");
        await round.Ready("b");
        await round.Passes(29.9); // two cameras for 30 s: the third one's 60 s
        Assert.Empty(round.Opened);
        await round.Passes(0.2);
        Assert.Equal(["a", "b"], round.Opened);
        Assert.Equal(["c"], round.Aborted);
        await round.Closed("a");
        await round.Closed("b");
        Assert.Equal(SlotEnd.LeftOut, round.EndOf("c"));
        Assert.Equal("It was not ready in time.", round.Outcome!.Cameras.Single(c => c.Camera == "c").Reason);
    }

    [Fact]
    public async Task What_a_camera_left_out_says_afterwards_does_not_change_how_it_ended()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, 60, 60);
        await round.Ready("a");
        await round.Passes(60.1);
        Assert.Equal(["a"], round.Opened);
        await round.Ready("b");
        await round.Closed("b", taken: false); // its answer to the abort
        await round.Closed("a");
        Assert.Equal(["a"], round.Opened);
        Assert.Equal((SlotEnd.Taken, SlotEnd.LeftOut), (round.EndOf("a"), round.EndOf("b")));
    }

    [Fact]
    public async Task No_camera_is_waited_for_longer_than_five_minutes()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, 1200, 1200);
        await round.Ready("a");
        await round.Passes(299);
        Assert.Empty(round.Opened);
        await round.Passes(1.1);
        Assert.Equal(["a"], round.Opened);
    }

    [Fact]
    public async Task Waiting_for_the_sky_is_no_waiting_for_a_camera()
    {
        await using var round = await RoundStage.Of(skyIsReady: false, 60, 60);
        await round.Ready("a");
        await round.Passes(500);
        await round.Sky();
        await round.Passes(59);
        Assert.Empty(round.Opened);
        await round.Passes(1.1);
        Assert.Equal(["a"], round.Opened);
    }

    [Fact]
    public async Task With_nobody_ready_it_closes_unopened_and_names_all()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, 60, 60);
        await round.Passes(299);
        Assert.Null(round.Outcome);
        await round.Passes(1.1);
        Assert.False(round.Outcome!.Opened);
        Assert.Equal((SlotEnd.LeftOut, SlotEnd.LeftOut), (round.EndOf("a"), round.EndOf("b")));
    }

    [Fact]
    public async Task A_camera_that_cannot_is_not_waited_for()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, 60, 60);
        await round.Ready("a");
        await round.NotReady("b", "The disk is full.");
        Assert.Equal(["a"], round.Opened);
        await round.Closed("a");
        Assert.Equal("The disk is full.", round.Outcome!.Cameras.Single(c => c.Camera == "b").Reason);
    }

    [Fact]
    public async Task With_no_camera_that_can_it_closes_at_once()
    {
        await using var round = await RoundStage.Of(skyIsReady: false, 60);
        await round.NotReady("a", "The disk is full.");
        Assert.False(round.Outcome!.Opened);
    }

    [Fact]
    public async Task A_camera_that_fell_silent_is_not_waited_for()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, 60, 60);
        await round.Ready("b");
        await round.Lost("a");
        Assert.Equal(["b"], round.Opened);
    }

    [Fact]
    public async Task Cancelled_before_it_opened_it_never_opens()
    {
        await using var round = await RoundStage.Of(skyIsReady: false, 60, 60);
        await round.Ready("a");
        await round.Cancel();
        Assert.Equal(["a", "b"], round.Aborted);
        Assert.False(round.Outcome!.Opened);
        await round.Ready("b");
        await round.Sky();
        Assert.Empty(round.Opened);
    }
}
