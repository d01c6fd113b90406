using Sync.Contracts;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>A camera that is given several frames: its window, with a slack of 5 s, and what follows from it.</summary>
public class WindowTests
{
    [Fact]
    public async Task The_lease_is_the_window_with_its_slack_and_the_allowance()
    {
        await using var round = await RoundStage.OpenFor(frames: 6, window: 365);
        Assert.Equal(TimeSpan.FromSeconds(365 + 5 + 60), Assert.Single(round.Probe.All<PrepareRound>()).Lease);
        Assert.Equal(TimeSpan.FromSeconds(365 + 5), Assert.Single(round.Probe.All<OpenShutters>()).Window);
    }

    [Fact]
    public async Task A_window_ends_with_what_the_sky_permits()
    {
        await using var round = await RoundStage.OpenFor(frames: 6, window: 365, until: 200);
        Assert.InRange(Assert.Single(round.Probe.All<OpenShutters>()).Window.TotalSeconds, 199.9, 200);
    }

    [Fact]
    public async Task A_slot_is_overdue_thirty_seconds_after_its_window()
    {
        await using var round = await RoundStage.OpenFor(frames: 6, window: 365);
        await round.Passes(399.9);
        Assert.Empty(round.Aborted);
        await round.Passes(0.2);
        Assert.Equal(["a"], round.Aborted);
    }

    [Theory]
    [InlineData(6, null)]
    [InlineData(4, "The window was over.")]
    public async Task What_a_camera_took_is_in_the_outcome(int frames, string? reason)
    {
        await using var round = await RoundStage.OpenFor(frames: 6, window: 365);
        await round.Closed("a", frames: frames, reason: reason);
        var camera = Assert.Single(round.Outcome!.Cameras);
        Assert.Equal((SlotEnd.Taken, frames, reason), (camera.End, camera.Frames, camera.Reason));
    }
}
