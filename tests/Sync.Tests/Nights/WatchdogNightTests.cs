using Sync.Contracts;

namespace Sync.Tests.Nights;

public class WatchdogNightTests
{
    /// <summary>The mount parks after three minutes, and the night goes on with a slew. What waits for a scheduler is read in any order, so it is no transcript.</summary>
    [Fact]
    public async Task A_night_whose_scheduler_is_gone_for_long()
    {
        List<string> told = [.. await RestartedNight.Play(TimeSpan.FromMinutes(11), Senders.Scheduler, 40, 320, settings: new() { ["Watchdog:After"] = "00:03:00" })];
        Assert.Contains(told, l => l.Contains("SkyDisturbed epoch 1, 14.2 s: The mount has parked itself", StringComparison.Ordinal));
        var gone = told.FindIndex(l => l.EndsWith("is killed", StringComparison.Ordinal));
        var slew = told.FindIndex(gone, l => l.Contains(" Slew epoch", StringComparison.Ordinal));
        var opened = told.FindIndex(gone, l => l.Contains(" OpenShutters ", StringComparison.Ordinal));
        Assert.InRange(slew, gone, opened);
    }
}
