using Sync.Contracts;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>Slots of 60 s: overdue at 90 s, lease of 120 s, margin of 1.12 s.</summary>
public class RoundClosingTests
{
    [Fact]
    public async Task The_sky_stays_while_one_shutter_is_open()
    {
        await using var round = await RoundStage.Open(60, 60);
        await round.Closed("a");
        Assert.Null(round.Outcome);
        await round.Closed("b", taken: false);
        Assert.True(round.Outcome!.Opened);
        Assert.Equal((SlotEnd.Taken, SlotEnd.Aborted), (round.EndOf("a"), round.EndOf("b")));
    }

    [Fact]
    public async Task A_shutter_that_does_not_close_is_aborted_and_the_sky_released_at_its_lease()
    {
        await using var round = await RoundStage.Open(60, 60);
        await round.Closed("a");
        await round.Passes(89.9);
        Assert.Empty(round.Aborted);
        await round.Passes(0.2);
        Assert.Equal(["b"], round.Aborted);
        await round.Passes(121.1 - 90.1);
        Assert.Null(round.Outcome);
        await round.Passes(0.1);
        Assert.Equal((SlotEnd.Taken, SlotEnd.Missing), (round.EndOf("a"), round.EndOf("b")));
    }

    [Fact]
    public async Task An_overdue_shutter_that_closes_ends_the_round_at_once()
    {
        await using var round = await RoundStage.Open(60);
        await round.Passes(95);
        await round.Closed("a", taken: false);
        Assert.Equal(SlotEnd.Aborted, round.EndOf("a"));
    }

    [Fact]
    public async Task What_a_missing_camera_says_later_changes_nothing()
    {
        await using var round = await RoundStage.Open(60);
        await round.Passes(122);
        var before = (await round.Row())!;
        await round.Closed("a");
        Assert.Equal(SlotEnd.Missing, round.EndOf("a"));
        Assert.Equal(CameraPhase.Missing, Assert.Single((await round.Row())!.Cameras).Phase);
        Assert.Equal(before.ClosedAt, (await round.Row())!.ClosedAt);
    }

    [Fact]
    public async Task A_silent_camera_holds_the_sky_until_its_lease_is_over()
    {
        await using var round = await RoundStage.Open(60);
        await round.Lost("a");
        await round.NotReady("a", "It was started again.");
        Assert.Null(round.Outcome);
        await round.Passes(121.2);
        Assert.Equal(SlotEnd.Missing, round.EndOf("a"));
    }

    [Fact]
    public async Task A_shutter_closed_in_another_epoch_is_not_this_one()
    {
        await using var round = await RoundStage.Open(60);
        await round.Closed("a", epoch: RoundStage.Epoch - 1);
        Assert.Null(round.Outcome);
    }

    [Fact]
    public async Task Cancelled_after_it_opened_it_waits_for_the_shutters()
    {
        await using var round = await RoundStage.Open(60, 60);
        await round.Closed("a");
        await round.Cancel();
        Assert.Equal(["b"], round.Aborted);
        Assert.Null(round.Outcome);
        await round.Closed("b", taken: false);
        Assert.Equal((SlotEnd.Taken, SlotEnd.Aborted), (round.EndOf("a"), round.EndOf("b")));
    }

    [Fact]
    public async Task Every_message_told_twice_changes_nothing()
    {
        await using var round = await RoundStage.Of(skyIsReady: false, 60, 60);
        await round.Begin(false, 60, 60);
        foreach (var camera in new[] { "a", "a", "b", "b" })
            await round.Ready(camera);
        await round.Sky();
        await round.Sky();
        await round.Ready("a", 2);
        Assert.Equal(["a", "b"], round.Opened);
        foreach (var camera in new[] { "a", "a", "b", "b" })
            await round.Closed(camera);
        await round.Cancel();
        await round.Cancel();
        await round.Passes(200);
        Assert.Equal((SlotEnd.Taken, SlotEnd.Taken), (round.EndOf("a"), round.EndOf("b")));
        Assert.Equal(2, round.Probe.All<PrepareRound>().Count);
        Assert.Equal(["a", "b"], round.Opened);
        Assert.Empty(round.Aborted);
        Assert.Empty(round.Probe.All<Exception>());
    }
}
