using Sync.Devices.Simulated.World;
using Sync.Host.Reports;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Integration.Processes;

/// <summary>What must be true of every night, whatever happened in it: judged by devices, files and books.</summary>
internal static class NightJudge
{
    private static readonly TimeSpan AllIsJudged = TimeSpan.FromSeconds(20);

    /// <summary>Waits until nothing is to be read out, saved or judged any more, then judges.</summary>
    public static async Task Check(IJudgedNight rig)
    {
        await rig.Until("Every frame that was begun is given up or judged", AllIsJudged, async () =>
            (await rig.Books.Open()).Count == 0 && (await rig.Books.Frames()).All(f => f.State != "Pending"));
        var rounds = await rig.Books.Rounds();
        Assert.Empty(RoundJudge.Of(rig.Truth(), rounds).Violations);
        Assert.All(rounds, r => Assert.Equal(nameof(RoundStateMachine.Closed), r.CurrentState));
        await EveryFileIsRecordedOnce(rig);
        Assert.Empty(await rig.Books.Overdone());
        Assert.Empty(await rig.GivenUp());
        await Parked(rig);
    }

    private static async Task EveryFileIsRecordedOnce(IJudgedNight rig)
    {
        var frames = await rig.Books.Frames();
        Assert.Equal(rig.Files().Order(), frames.Select(f => f.Path).Order());
        Assert.Equal(frames.Count, frames.Select(f => (f.RoundId, f.Camera)).Distinct().Count());
    }

    private static async Task Parked(IJudgedNight rig)
    {
        var night = await rig.Books.Night();
        Assert.DoesNotContain("not parked", night!.EndReason);
        Assert.DoesNotContain("not known", night.EndReason);
        var mount = rig.Truth().Where(r => r.Device == "rig.mount").ToList();
        Assert.Equal("park", mount.OfType<MoveBegan>().Last().Move);
        Assert.IsType<MoveEnded>(mount[^1]);
    }
}
