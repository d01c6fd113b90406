using Sync.Contracts;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>Slots of 60 s, judged a second after the window.</summary>
public class LateShutterTests
{
    [Theory]
    [InlineData("cost", 1, 29, 60, true)]
    [InlineData("cost", 1, 30, 60, false)]
    [InlineData("cost", 3, 44, 60, true)]
    [InlineData("cost", 3, 45, 60, false)]
    [InlineData("cost", 0, 1, 60, false)]
    [InlineData("cost", 50, 60, 60, false)] // it is being said that it closed
    [InlineData("half", 1, 29, 60, true)]
    [InlineData("half", 9, 30, 60, false)]
    [InlineData("half", 0, 1, 60, false)]
    [InlineData("never", 9, 1, 60, false)]
    public void A_late_frame_is_aborted_as_the_rule_says(string rule, int waiting, int exposed, int exposure, bool aborted) => Assert.Equal(
        aborted, LateFrame.IsAborted(Enum.Parse<LateFrames>(rule, true), waiting, TimeSpan.FromSeconds(exposed), TimeSpan.FromSeconds(exposure)));

    [Theory]
    [InlineData("cost", 28, false)] // at 61 s: 33 s done, 27 s to go
    [InlineData("cost", 34, true)]
    [InlineData("half", 28, false)]
    [InlineData("half", 34, true)]
    [InlineData("never", 50, false)]
    public async Task A_shutter_that_opened_late_is_judged_when_the_round_should_be_over(string rule, double opensAfter, bool aborted)
    {
        await using var round = await Open(new() { ["Rounds:LateFrames"] = rule });
        await round.Passes(opensAfter);
        await round.Exposes("b");
        await round.Passes(60 - opensAfter);
        await round.Closed("a");
        Assert.Empty(round.Aborted);
        await round.Passes(2);
        Assert.Equal(aborted ? 1 : 0, round.Aborted.Count(c => c == "b"));
        Assert.All(round.Probe.All<AbortSlot>(), a => Assert.True(a.KeepFrame));
        await round.Passes(5);
        Assert.Equal(aborted ? 1 : 0, round.Aborted.Count());
    }

    [Fact]
    public async Task A_shutter_that_others_wait_for_since_later_is_judged_then()
    {
        await using var round = await Open(null, 60, 60, 60);
        await round.Passes(22);
        await round.Exposes("b");
        await round.Passes(38);
        await round.Closed("a");
        await round.Passes(2); // 40 s done, 20 s to go, and one waits
        Assert.Empty(round.Aborted);
        await round.Closed("c", taken: false);
        Assert.Empty(round.Aborted); // two wait: 40 s against 40 s
        await round.Closed("b");
        Assert.NotNull(round.Outcome);
    }

    [Fact]
    public async Task A_long_exposure_that_was_planned_is_not_late()
    {
        await using var round = await Open(null, 60, 300);
        await round.Exposes("b");
        await round.Passes(60);
        await round.Closed("a");
        await round.Passes(239);
        Assert.Empty(round.Aborted);
    }

    [Fact]
    public async Task A_shutter_that_was_not_heard_to_open_is_not_judged()
    {
        await using var round = await Open(null);
        await round.Passes(60);
        await round.Closed("a");
        await round.Passes(28);
        Assert.Empty(round.Aborted);
        await round.Passes(3); // 30 s after the window it is overdue
        Assert.Equal(["b"], round.Aborted);
    }

    private static async Task<RoundStage> Open(Dictionary<string, string?>? settings, params int[] slots)
    {
        int[] all = slots.Length == 0 ? [60, 60] : slots;
        var round = await RoundStage.Still(all, settings);
        foreach (var camera in SchedulerStage.Cameras.Take(all.Length))
            await round.Ready(camera);
        return round;
    }
}
