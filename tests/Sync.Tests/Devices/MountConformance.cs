using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

/// <summary>What every mount does. A subclass gives the mount, the clock it lives by, and a target that is up.</summary>
public abstract class MountConformance : IDisposable
{
    private Rehearsal? rehearsal;

    protected Rehearsal Rehearsal => rehearsal ??= new Rehearsal(Clock);

    protected virtual double ToleranceArcseconds => 30;

    protected abstract TimeProvider Clock { get; }

    protected abstract Equatorial Target { get; }

    protected abstract IMount Mount();

    public void Dispose()
    {
        rehearsal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_second_connect_is_harmless() => Connected(async mount =>
    {
        await mount.Connect(default);
        await mount.Position(default);
    });

    [Fact]
    public Task A_slew_ends_on_its_target_and_tracks() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        Assert.InRange(Arcseconds(Target, await mount.Position(default)), 0, ToleranceArcseconds);
        await Clock.Pass(TimeSpan.FromSeconds(10), default);
        Assert.InRange(Arcseconds(Target, await mount.Position(default)), 0, ToleranceArcseconds);
    });

    [Fact]
    public Task A_pulse_north_goes_north() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        var before = await mount.Position(default);
        await mount.PulseGuide(GuideDirection.North, TimeSpan.FromSeconds(4), default);
        var after = await mount.Position(default);
        Assert.InRange((after.DeclinationDegrees - before.DeclinationDegrees) * 3600, 4, 120);
    });

    [Fact]
    public Task A_slew_unparks() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        await mount.Park(default);
        await mount.Slew(Target, default);
        Assert.InRange(Arcseconds(Target, await mount.Position(default)), 0, ToleranceArcseconds);
    });

    [Fact]
    public Task Told_where_it_looks_it_believes_it_and_slews_by_it() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        var seen = Target with { DeclinationDegrees = Target.DeclinationDegrees - 0.2 };
        Assert.True(await mount.Sync(seen, default));
        Assert.InRange(Arcseconds(seen, await mount.Position(default)), 0, ToleranceArcseconds);
        await mount.Slew(Target, default);
        Assert.InRange(Arcseconds(Target, await mount.Position(default)), 0, ToleranceArcseconds);
    });

    [Fact]
    public Task Stop_is_harmless_when_nothing_moves() => Connected(async mount =>
    {
        await mount.Stop(default);
        await mount.PierSide(default);
    });

    protected static double Arcseconds(Equatorial one, Equatorial other)
    {
        var east = Math.IEEERemainder(one.RightAscensionHours - other.RightAscensionHours, 24) * 54000 * Math.Cos(one.DeclinationDegrees * Math.PI / 180);
        var north = (one.DeclinationDegrees - other.DeclinationDegrees) * 3600;
        return Math.Sqrt((east * east) + (north * north));
    }

    protected Task Connected(Func<IMount, Task> test) => Rehearsal.Do(async () =>
    {
        await using var mount = Mount();
        await mount.Connect(default);
        await test(mount);
    });
}
