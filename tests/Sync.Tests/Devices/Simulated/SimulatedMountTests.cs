using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedMountTests : MountConformance
{
    private readonly SimulatedWorld world;

    public SimulatedMountTests() => world = new SimulatedWorld(Clock, 1, null);

    protected override TimeProvider Clock { get; } = new SimulatedTime(Rehearsal.Evening);

    protected override Equatorial Target => SimulatedRigStage.Target;

    protected override IMount Mount() => new SimulatedMount(world, "rig.mount", SimulatedRigStage.Site);

    [Fact]
    public Task It_slews_at_four_degrees_a_second_and_settles_for_two() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        var from = Clock.GetUtcNow();
        await mount.Slew(Target with { DeclinationDegrees = 20 }, default);
        Assert.Equal(7, (Clock.GetUtcNow() - from).TotalSeconds, 3);
    });

    [Theory]
    [InlineData(GuideDirection.North, 0, 30.08)]
    [InlineData(GuideDirection.South, 0, -30.08)]
    [InlineData(GuideDirection.East, 30.08, 0)]
    [InlineData(GuideDirection.West, -30.08, 0)]
    public Task A_pulse_moves_at_half_the_sidereal_rate_of_its_axis(GuideDirection direction, double axisEast, double north) => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        await mount.PulseGuide(direction, TimeSpan.FromSeconds(4), default);
        var at = await mount.Position(default);
        Assert.Equal(axisEast, (at.RightAscensionHours - Target.RightAscensionHours) * 54000, 1);
        Assert.Equal(north, (at.DeclinationDegrees - Target.DeclinationDegrees) * 3600, 1);
    });

    [Fact]
    public Task Stop_ends_a_slew_where_it_is() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        var slewing = Rehearsal.Do(() => mount.Slew(Target with { DeclinationDegrees = 0 }, default));
        await Clock.Pass(TimeSpan.FromSeconds(5), default);
        await mount.Stop(default);
        await Assert.ThrowsAsync<DeviceException>(() => slewing);
        await Clock.Pass(TimeSpan.FromSeconds(60), default);
        Assert.Equal(20, (await mount.Position(default)).DeclinationDegrees, 3);
        Assert.Equal(Clock.GetUtcNow() - TimeSpan.FromSeconds(60), Newest<MoveEnded>().At);
    });

    [Fact]
    public async Task It_points_as_far_wrong_as_it_was_made_until_it_is_told_where_it_looks()
    {
        await using var mount = new SimulatedMount(world, "rig.mount", SimulatedRigStage.Site, new() { PointingErrorArcminutes = 20 });
        await Rehearsal.Do(async () =>
        {
            await mount.Connect(default);
            await mount.Slew(Target, default);
            var looks = world.SkyAt(Clock.GetUtcNow()).Sky;
            Assert.Equal(20, Arcseconds(Target, looks) / 60, 0.1);
            Assert.Equal(0, Arcseconds(Target, await mount.Position(default)), 0.1);
            Assert.True(await mount.Sync(looks, default));
            Assert.InRange(Arcseconds(looks, world.SkyAt(Clock.GetUtcNow()).Sky), 0, 2); // nothing has moved
            Assert.Equal(0, Arcseconds(looks, await mount.Position(default)), 0.1);
            await mount.Slew(Target, default);
            Assert.InRange(Arcseconds(Target, world.SkyAt(Clock.GetUtcNow()).Sky), 0, 5);
        });
    }

    [Fact]
    public async Task A_process_that_follows_knows_that_it_was_synced()
    {
        var made = new SimulatedMountOptions { PointingErrorArcminutes = 20 };
        await using var mount = new SimulatedMount(world, "rig.mount", SimulatedRigStage.Site, made);
        await using var next = new SimulatedMount(world, "rig.mount", SimulatedRigStage.Site, made);
        await Rehearsal.Do(async () =>
        {
            await mount.Connect(default);
            await mount.Slew(Target, default);
            await mount.Sync(world.SkyAt(Clock.GetUtcNow()).Sky, default);
            await next.Connect(default);
            await next.Park(default);
            await next.Slew(Target, default);
            Assert.InRange(Arcseconds(Target, world.SkyAt(Clock.GetUtcNow()).Sky), 0, 5);
        });
    }

    [Fact]
    public async Task One_that_can_not_be_told_believes_what_it_did()
    {
        await using var mount = new SimulatedMount(world, "rig.mount", SimulatedRigStage.Site, new() { Syncs = false });
        await Rehearsal.Do(async () =>
        {
            await mount.Connect(default);
            await mount.Slew(Target, default);
            Assert.False(await mount.Sync(Target with { DeclinationDegrees = 10 }, default));
            Assert.Equal(0, Arcseconds(Target, await mount.Position(default)), 0.1);
        });
    }

    [Fact]
    public Task Stop_cuts_a_pulse() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        var pulsing = Rehearsal.Do(() => mount.PulseGuide(GuideDirection.North, TimeSpan.FromSeconds(10), default));
        await Clock.Pass(TimeSpan.FromSeconds(4), default);
        await mount.Stop(default);
        await Assert.ThrowsAsync<DeviceException>(() => pulsing);
        await Clock.Pass(TimeSpan.FromSeconds(3), default);
        Assert.Equal(30.08, ((await mount.Position(default)).DeclinationDegrees - 40) * 3600, 2);
        await Clock.Pass(TimeSpan.FromSeconds(30), default);
        Assert.Equal(30.08, ((await mount.Position(default)).DeclinationDegrees - 40) * 3600, 2);
    });

    [Fact]
    public Task Without_tracking_the_sky_runs_away_at_the_sidereal_rate() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        await mount.SetTracking(false, default);
        await Clock.Pass(TimeSpan.FromSeconds(100), default);
        var drifted = (await mount.Position(default)).RightAscensionHours - Target.RightAscensionHours;
        Assert.Equal(1504.1, drifted * 54000, 1);
        await mount.SetTracking(true, default);
        await Clock.Pass(TimeSpan.FromSeconds(100), default);
        Assert.Equal(drifted, (await mount.Position(default)).RightAscensionHours - Target.RightAscensionHours, 9);
    });

    [Fact]
    public Task East_and_west_of_the_meridian_are_reached_on_different_sides_of_the_pier() => Connected(async mount =>
    {
        // At 20:00 UTC on 20 November the sidereal time at 17.9° west is 22.8 h (Meeus, chapter 12).
        await mount.Slew(new Equatorial(21.8, 40), default);
        Assert.Equal(PierSide.East, await mount.PierSide(default));
        await mount.Slew(new Equatorial(23.8, 40), default);
        Assert.Equal(PierSide.West, await mount.PierSide(default));
    });

    [Fact]
    public Task A_flip_takes_half_a_turn_and_ends_on_the_other_side_at_the_same_place() => Connected(async mount =>
    {
        var target = await PassTheMeridian(mount, TimeSpan.FromMinutes(5));
        Assert.Equal(PierSide.West, await mount.PierSide(default));
        var from = Clock.GetUtcNow();
        await mount.Flip(target, default);
        Assert.Equal(47, (Clock.GetUtcNow() - from).TotalSeconds, 3);
        Assert.Equal(PierSide.East, await mount.PierSide(default));
        await Clock.Pass(TimeSpan.FromHours(2), default);
        Assert.InRange(Arcseconds(target, await mount.Position(default)), 0, 1);
    });

    [Fact]
    public Task Without_a_flip_it_tracks_twenty_minutes_beyond_the_meridian_and_no_further() => Connected(async mount =>
    {
        var target = await PassTheMeridian(mount, TimeSpan.FromMinutes(19.9));
        Assert.InRange(Arcseconds(target, await mount.Position(default)), 0, 1);
        await Clock.Pass(TimeSpan.FromMinutes(1.1), default);
        Assert.InRange(Arcseconds(target, await mount.Position(default)), 500, 900);
        Assert.False(world.SkyAt(Clock.GetUtcNow()).Tracking);
        await mount.SetTracking(false, default);
        Assert.Contains("limit", (await Assert.ThrowsAsync<DeviceException>(() => mount.SetTracking(true, default))).Message);
        await mount.Flip(target, default);
        Assert.True(world.SkyAt(Clock.GetUtcNow()).Tracking);
    });

    [Theory]
    [InlineData(24, 0)]
    [InlineData(0, 91)]
    [InlineData(double.NaN, 0)]
    public Task A_place_that_is_not_on_the_sky_is_refused(double hours, double degrees) => Connected(mount =>
        Assert.ThrowsAsync<DeviceException>(() => mount.Slew(new Equatorial(hours, degrees), default)));

    /// <summary>A target that was reached two minutes before its transit, so long behind it.</summary>
    private async Task<Equatorial> PassTheMeridian(IMount mount, TimeSpan by)
    {
        var transit = Clock.GetUtcNow().AddMinutes(2);
        var target = Sky.DateToJ2000(new Equatorial(Sync.Astro.Time.Sidereal.LocalHours(SimulatedRigStage.Site, transit), 41), transit);
        await mount.Slew(target, default);
        await Clock.Pass(transit + by - Clock.GetUtcNow(), default);
        return target;
    }

    private T Newest<T>()
        where T : TruthRecord => world.Newest<T>("rig.mount", Clock.GetUtcNow())!;
}
