using Sync.Devices;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

public sealed class WorldJudgeTests
{
    private static readonly TruthRecord[] Clean =
    [
        new MoveBegan("rig.guider", At(0), "guiding start", 10),
        new MoveEnded("rig.guider", At(10)),
        new ShutterOpened("esprit", At(10), 1, 60),
        new ShutterClosed("esprit", At(70), false),
        new ShutterOpened("redcat", At(12), 1, 60),
        new ShutterClosed("redcat", At(50), true),
        new MoveBegan("rig.guider", At(70), "dither", 8),
        new MoveEnded("rig.guider", At(78)),
    ];

    private static readonly Hold[] Holds = [new("esprit", At(9), At(80)), new("redcat", At(9), At(80))];

    [Fact]
    public void A_clean_record_has_no_violations()
    {
        var verdict = WorldJudge.Judge(Clean, Holds);
        Assert.Empty(verdict.Violations);
        Assert.Equal([new CameraRecord("esprit", 1, 0, 60), new CameraRecord("redcat", 1, 1, 38)], verdict.Cameras);
    }

    [Fact]
    public void A_shutter_open_during_a_move_is_found()
    {
        var violation = Assert.Single(WorldJudge.Judge([.. Clean, new MoveBegan("rig.mount", At(69), "pulse", 0.5)], Holds).Violations);
        Assert.Equal(ViolationKind.OpenDuringMove, violation.Kind);
        Assert.Equal(("esprit", "rig.mount", "pulse"), (violation.Camera, violation.Device, violation.Move));
        Assert.Equal((At(69), At(69.5)), (violation.Began, violation.Settled));
    }

    [Fact]
    public void A_shutter_around_a_move_without_length_is_found()
    {
        Assert.Single(WorldJudge.Judge([.. Clean, new MoveBegan("rig.mount", At(60), "tracking", 0)], Holds).Violations);
        Assert.Empty(WorldJudge.Judge([.. Clean, new MoveBegan("rig.mount", At(70), "tracking", 0)], Holds).Violations);
    }

    [Fact]
    public void A_shutter_that_nobody_closed_was_open_for_its_planned_length()
    {
        TruthRecord[] killed = [.. Clean, new ShutterOpened("newton", At(20), 1, 55)];
        var violation = Assert.Single(WorldJudge.Judge(killed, null).Violations);
        Assert.Equal(("newton", "dither", At(75)), (violation.Camera, violation.Move, violation.Closed));
    }

    [Fact]
    public void A_move_that_nobody_ended_lasted_as_planned()
    {
        TruthRecord[] killed = [.. Clean, new MoveBegan("rig.guider", At(100), "dither", 8), new ShutterOpened("redcat", At(107), 2, 1)];
        Assert.Equal("redcat", Assert.Single(WorldJudge.Judge(killed, null).Violations).Camera);
    }

    [Fact]
    public void A_move_that_nobody_ended_is_over_when_the_next_begins()
    {
        TruthRecord[] restarted =
        [
            .. Clean, new MoveBegan("rig.mount", At(100), "slew", 60), new MoveBegan("rig.mount", At(110), "slew", 60),
            new MoveEnded("rig.mount", At(115)), new ShutterOpened("redcat", At(120), 2, 1),
        ];
        Assert.Empty(WorldJudge.Judge(restarted, null).Violations);
    }

    [Fact]
    public void A_shutter_that_opened_without_a_hold_is_found()
    {
        TruthRecord[] early = [.. Clean, new ShutterOpened("newton", At(20), 1, 5)];
        var violation = Assert.Single(WorldJudge.Judge(early, Holds).Violations);
        Assert.Equal((ViolationKind.OpenedOutsideHolds, "newton"), (violation.Kind, violation.Camera));
    }

    [Fact]
    public void A_shutter_that_was_open_past_its_hold_is_found()
    {
        var violation = Assert.Single(WorldJudge.Judge(Clean, [Holds[0] with { Until = At(65) }, Holds[1]]).Violations);
        Assert.Equal((ViolationKind.OpenPastHold, "esprit", At(65)), (violation.Kind, violation.Camera, violation.Settled));
    }

    [Fact]
    public async Task A_planted_dither_under_an_open_shutter_is_found_on_a_simulated_rig()
    {
        using var stage = new SimulatedRigStage();
        await stage.Guided(async () =>
        {
            var camera = await stage.Camera("esprit", SimulatedRigStage.Esprit);
            await stage.Shoot(camera, 30);
            await stage.Guider.Dither(new SkyOffset(2, 2), SimulatedRigStage.Settle, default);
            Assert.Empty(WorldJudge.Judge(stage.World.Records(), null).Violations);
            var dither = stage.Rehearsal.Do(() => stage.Guider.Dither(new SkyOffset(2, 2), SimulatedRigStage.Settle, default));
            await stage.Shoot(camera, 30);
            await dither;
            Assert.Equal("dither", Assert.Single(WorldJudge.Judge(stage.World.Records(), null).Violations).Move);
            return true;
        });
    }

    private static DateTimeOffset At(double seconds) => Rehearsal.Evening.AddSeconds(seconds);
}
