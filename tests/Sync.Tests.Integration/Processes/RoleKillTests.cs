using Sync.CameraAgent.Exposures;
using Sync.Devices.Simulated.World;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Integration.Processes;

/// <summary>Processes that are killed in the middle of what they do, and started again.</summary>
[Collection("broker")]
public sealed class RoleKillTests(Broker broker)
{
    private const string ReadingOut =
        "select frame_id as FrameId, camera as Camera, round_id as RoundId, state as State, path as Path from camera_frame where state = 'closed'";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task A_scheduler_killed_with_shutters_open_and_a_grader_killed_at_work_lose_nothing()
    {
        await using var rig = await ProcessRig.Prepare(broker.Logins, speed: 120, night: TimeSpan.FromHours(1.75));
        rig.StartAll();
        var first = await rig.ShuttersOpen(from: 2);
        await rig.Restart(ProcessRig.Scheduler);
        var second = await rig.ShuttersOpen(from: first.Number + 2);
        await rig.Restart(ProcessRig.Scheduler);
        await rig.ShuttersOpen(from: second.Number + 2);

        await rig.Kill(ProcessRig.Grader);
        await Watch.Until("Frames wait for their verdict", Soon, async () => (await rig.Books.Frames()).Count(f => f.State == "Pending") > 3);
        rig.StartOne(ProcessRig.Grader);
        await rig.Until("They get it", Soon, async () => (await rig.Books.Frames()).All(f => f.State != "Pending"));

        await rig.Ends();
        await NightJudge.Check(rig);
        foreach (var round in new[] { first, second })
            Assert.Equal(Granted(round), (await rig.Books.Frames()).Where(f => f.RoundId == round.CorrelationId.ToString("N")).Select(f => f.Camera).Order());
    }

    [Fact]
    public async Task An_agent_killed_while_exposing_and_a_dither_service_killed_while_moving_are_lived_with()
    {
        await using var rig = await ProcessRig.Prepare(
            broker.Logins, speed: 120, night: TimeSpan.FromHours(1.5), new Dictionary<string, string> { ["Dither__SettleTime"] = "00:01:00" });
        rig.StartAll();
        await AgentDies(rig, rig.Cameras[^1]);
        await AgentDiesWithAnUnreportedFile(rig, ProcessRig.SlowCamera);
        await DitherDies(rig);
        await rig.Ends();
        await NightJudge.Check(rig);
    }

    [Fact]
    public async Task A_grader_that_has_never_run_holds_nothing_up_and_judges_all_when_it_runs()
    {
        await using var rig = await ProcessRig.Prepare(broker.Logins, speed: 120, night: TimeSpan.FromHours(1.5));
        foreach (var role in new[] { ProcessRig.Scheduler, ProcessRig.Dither }.Concat(rig.Cameras))
            rig.StartOne(role);
        await rig.ShuttersOpen(from: 5);
        Assert.All(await rig.Books.Frames(), f => Assert.Equal("Pending", f.State));
        rig.StartOne(ProcessRig.Grader);
        await rig.Ends();
        await NightJudge.Check(rig);
    }

    /// <summary>The others finish, the sky is released at the lease, and after its restart the camera is in a later round.</summary>
    private static async Task AgentDies(ProcessRig rig, string camera)
    {
        var round = await rig.ShuttersOpen(from: 2);
        await rig.Kill(camera);
        await Watch.Until("The round is closed without it", Soon, async () =>
            (await rig.Books.Rounds()).Single(r => r.Number == round.Number).ClosedAt is not null);
        var closed = (await rig.Books.Rounds()).Single(r => r.Number == round.Number);
        Assert.Equal(CameraPhase.Missing, closed.Find(camera)!.Phase);
        Assert.All(closed.Cameras.Where(c => c.Name != camera), c => Assert.Equal(CameraPhase.Taken, c.Phase));
        rig.StartOne(camera);
        await rig.Until("It is in a later round", Soon, async () =>
            (await rig.Books.Rounds()).Any(r => r.Number > round.Number && r.Find(camera)?.Phase == CameraPhase.Taken));
    }

    /// <summary>
    /// The file is there and nobody knows: the agent's database is locked while it reads out, so that it can't tell before it dies.
    /// </summary>
    private static async Task AgentDiesWithAnUnreportedFile(ProcessRig rig, string camera)
    {
        var (slot, held) = await LockedWhileItReadsOut(rig, camera);
        using (held)
        {
            await rig.Until("Its file is there", Soon, () => Task.FromResult(File.Exists(slot.Path)));
            await rig.Kill(camera);
        }
        Assert.DoesNotContain(await rig.Books.Frames(), f => f.Path == slot.Path);
        rig.StartOne(camera);
        await rig.Until("It is reported after all", Soon, async () => (await rig.Books.Frames()).Any(f => f.Path == slot.Path));
    }

    /// <summary>Tries the next one when the report was quicker than the lock.</summary>
    private static async Task<(FrameRow Slot, IDisposable Held)> LockedWhileItReadsOut(ProcessRig rig, string camera)
    {
        var journal = new NightBooks(rig.Folder(camera));
        (FrameRow, IDisposable)? found = null;
        await rig.Until("It is locked while it reads out", Soon, async () =>
        {
            if ((await journal.All<FrameRow>(ReadingOut)).SingleOrDefault() is not { } slot)
                return false;
            var held = journal.Locked();
            if ((await journal.All<FrameRow>(ReadingOut)).SingleOrDefault() == slot)
                found = (slot, held);
            else
                held.Dispose();
            return found is not null;
        });
        return found!.Value;
    }

    private static async Task DitherDies(ProcessRig rig)
    {
        await Watch.Until("A dither is under way", Soon, () => Task.FromResult(
            rig.Truth().LastOrDefault(r => r.Device == "rig.guider" && r is MoveBegan or MoveEnded) is MoveBegan { Move: "dither" }));
        var rounds = (await rig.Books.Rounds()).Count;
        await rig.Restart(ProcessRig.Dither);
        var journal = new NightBooks(rig.Folder(ProcessRig.Dither));
        await rig.Until("The dither is told as interrupted", Soon, async () =>
            (await journal.All<string>("select outcome from move where state = 'done'")).Any(o => o.Contains("was interrupted", StringComparison.Ordinal)));
        await rig.Until("The night goes on", Soon, async () => (await rig.Books.Rounds()).Any(r => r.Number > rounds && r.OpenedAt is not null));
    }

    private static IEnumerable<string> Granted(Round round) => round.Cameras.Where(c => c.GrantedAt is not null).Select(c => c.Name).Order();
}
