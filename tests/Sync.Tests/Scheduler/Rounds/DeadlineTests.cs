using Sync.Contracts;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>The mount must flip, and no shutter may be open then.</summary>
public class DeadlineTests
{
    [Fact]
    public async Task A_round_that_opens_late_leaves_out_who_would_not_be_done()
    {
        await using var round = await RoundStage.BeforeFlip(150, 60, 120);
        await round.Ready("a");
        await round.Ready("b");
        await round.Passes(40);
        await round.Sky();
        Assert.Equal(["a"], round.Opened);
        Assert.Contains("b", round.Aborted);
        await round.Closed("a");
        Assert.Contains("flip", Assert.Single(round.Outcome!.Cameras, c => c.End == SlotEnd.LeftOut).Reason);
    }

    [Fact]
    public async Task A_round_in_which_nobody_would_be_done_does_not_open()
    {
        await using var round = await RoundStage.BeforeFlip(150, 60, 120);
        await round.Ready("a");
        await round.Ready("b");
        await round.Passes(100);
        await round.Sky();
        Assert.False(round.Outcome!.Opened);
        Assert.Equal(["a", "b"], round.Aborted.Distinct().Order());
    }

    [Fact]
    public async Task A_round_that_opens_in_time_leaves_out_nobody()
    {
        await using var round = await RoundStage.BeforeFlip(150, 60, 120);
        await round.Ready("a");
        await round.Ready("b");
        await round.Passes(29);
        await round.Sky();
        Assert.Equal(["a", "b"], round.Opened);
    }
}
