using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedGuiderTests : GuiderConformance
{
    private readonly SimulatedWorld world;
    private readonly SimulatedMount mount;

    public SimulatedGuiderTests()
    {
        world = new SimulatedWorld(Clock, 1, null, new Conditions { UnsettledChance = 0 });
        mount = new SimulatedMount(world, "rig.mount", SimulatedRigStage.Site);
    }

    protected override TimeProvider Clock { get; } = new SimulatedTime(Rehearsal.Evening);

    protected override async Task<IGuider> OnATrackingMount()
    {
        await mount.Connect(default);
        await mount.Slew(SimulatedRigStage.Target, default);
        return new SimulatedGuider(world, "rig.guider");
    }

    [Fact]
    public Task It_does_not_dither_unless_it_guides() => Connected(async guider =>
    {
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => guider.Dither(new SkyOffset(1, 1), Settle, default));
        Assert.Contains("not guiding", trouble.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_slew_ends_guiding() => Connected(async guider =>
    {
        await guider.Start(Settle, default);
        await mount.Slew(SimulatedRigStage.Target with { DeclinationDegrees = 41 }, default);
        await Assert.ThrowsAsync<DeviceException>(() => guider.Dither(new SkyOffset(1, 1), Settle, default));
    });

    [Fact]
    public Task It_finds_no_star_when_the_mount_does_not_track() => Connected(async guider =>
    {
        await mount.SetTracking(false, default);
        await Assert.ThrowsAsync<DeviceException>(() => guider.Start(Settle, default));
    });

    [Fact]
    public Task On_the_other_side_of_the_pier_its_calibration_must_be_turned() => Connected(async guider =>
    {
        await guider.Start(Settle, default);
        var before = await mount.PierSide(default);
        await mount.Slew(SimulatedRigStage.Target with { RightAscensionHours = 1 }, default);
        var after = (await mount.PierSide(default))!.Value;
        Assert.NotEqual(before, after);
        Assert.Contains("the wrong way", (await Assert.ThrowsAsync<DeviceException>(() => guider.Start(Settle, default))).Message);
        await guider.OnSide(after, default);
        await guider.Start(Settle, default);
    });

    [Fact]
    public Task A_dither_moves_the_sky_by_its_offset_and_lasts_4_to_12_seconds() => Connected(async guider =>
    {
        await guider.Start(Settle, default);
        for (var i = 0; i < 20; i++)
        {
            var before = await mount.Position(default);
            var result = await guider.Dither(new SkyOffset(3, -4), Settle, default);
            var after = await mount.Position(default);
            var cosine = Math.Cos(before.DeclinationDegrees * Math.PI / 180);
            Assert.Equal(3, (after.RightAscensionHours - before.RightAscensionHours) * 54000 * cosine, 2);
            Assert.Equal(-4, (after.DeclinationDegrees - before.DeclinationDegrees) * 3600, 2);
            Assert.InRange(result.Took.TotalSeconds, 4, 12);
        }
    });

    [Fact]
    public Task Stop_ends_a_start() => Connected(async guider =>
    {
        var starting = Rehearsal.Do(() => guider.Start(Settle, default));
        await Clock.Pass(TimeSpan.FromSeconds(5), default);
        await guider.Stop(default);
        await Assert.ThrowsAsync<DeviceException>(() => starting);
        await Clock.Pass(TimeSpan.FromSeconds(30), default);
        await Assert.ThrowsAsync<DeviceException>(() => guider.Dither(new SkyOffset(1, 1), Settle, default));
    });

    [Fact]
    public Task A_star_that_is_lost_and_found_is_told_and_not_guided_on_meanwhile() => Connected(async device =>
    {
        var guider = (SimulatedGuider)device;
        List<GuidingTurn> told = [];
        guider.Turned += told.Add;
        await guider.Start(Settle, default);
        guider.LoseStar();
        Assert.Contains("no guide star", (await Assert.ThrowsAsync<DeviceException>(() => guider.Start(Settle, default))).Message, StringComparison.Ordinal);
        Assert.False(world.SkyAt(Clock.GetUtcNow()).Guiding);
        await Clock.Pass(TimeSpan.FromSeconds(30), default);
        guider.FindStar();
        Assert.True(world.SkyAt(Clock.GetUtcNow()).Guiding);
        Assert.Equal([(true, "its star is lost"), (false, null)], told.Select(t => (t.Lost, t.Why)));
        Assert.Equal(30, (told[1].At - told[0].At).TotalSeconds, 3);
        guider.LoseStar();
        await guider.Stop(default);
        guider.FindStar();
        Assert.Equal(3, told.Count);
    });

    [Fact]
    public Task A_star_that_is_lost_in_a_dither_fails_it_and_is_not_told_besides() => Connected(async device =>
    {
        var guider = (SimulatedGuider)device;
        guider.Turned += _ => Assert.Fail("told besides");
        await guider.Start(Settle, default);
        var dither = Rehearsal.Do(() => guider.Dither(new SkyOffset(1, 1), Settle, default));
        await Clock.Pass(TimeSpan.FromSeconds(2), default);
        guider.LoseStar();
        Assert.Contains("star was lost", (await Assert.ThrowsAsync<DeviceException>(() => dither)).Message, StringComparison.Ordinal);
        guider.FindStar();
    });

    [Fact]
    public Task A_second_dither_during_the_first_is_refused() => Connected(async guider =>
    {
        await guider.Start(Settle, default);
        var first = Rehearsal.Do(() => guider.Dither(new SkyOffset(1, 1), Settle, default));
        await Clock.Pass(TimeSpan.FromSeconds(2), default);
        await Assert.ThrowsAsync<DeviceException>(() => guider.Dither(new SkyOffset(1, 1), Settle, default));
        await Clock.Pass(TimeSpan.FromSeconds(20), default);
        await first;
    });

    [Fact]
    public async Task A_dither_that_does_not_settle_fails_at_the_timeout_and_is_a_move_until_then()
    {
        using var stage = new SimulatedRigStage(1, new Conditions { UnsettledChance = 1 });
        await stage.Guided(async () =>
        {
            var from = stage.Time.GetUtcNow();
            await Assert.ThrowsAsync<DeviceException>(() => stage.Guider.Dither(new SkyOffset(3, -4), SimulatedRigStage.Settle, default));
            Assert.Equal(60, (stage.Time.GetUtcNow() - from).TotalSeconds, 3);
            Assert.Equal(stage.Time.GetUtcNow(), stage.World.Newest<MoveEnded>("rig.guider", stage.Time.GetUtcNow())!.At);
            return true;
        });
    }

    [Fact]
    public async Task The_guiding_error_is_about_half_an_arcsecond()
    {
        using var stage = new SimulatedRigStage();
        var rms = await stage.Guided(async () =>
        {
            var from = stage.Time.GetUtcNow();
            await stage.Time.Pass(TimeSpan.FromMinutes(30), default);
            var squares = stage.World.SkyBetween(from, stage.Time.GetUtcNow(), 1000).Select(s => Direction.SeparationDegrees(s.Sky, s.Axes) * 3600).ToList();
            var (least, most) = (squares.Min(), squares.Max());
            Assert.True(most < 3 && least >= 0);
            return Math.Sqrt(squares.Average(s => s * s));
        });
        Assert.InRange(rms, 0.35, 0.7);
    }
}
