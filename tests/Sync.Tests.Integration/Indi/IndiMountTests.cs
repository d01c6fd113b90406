using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Integration.Indi;

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiMountTests(IndiServer server)
{
    private static readonly Equatorial Here = IndiServer.InTheWest;

    [Fact]
    public async Task It_slews_to_a_J2000_place_and_tells_it_as_one()
    {
        await using var mount = await Connected();
        await mount.Slew(Here, default);
        Assert.InRange(Sky.SeparationDegrees(Here, await mount.Position(default)), 0, 0.01);
        Assert.NotNull(await mount.PierSide(default));
    }

    [Fact]
    public async Task A_slew_to_where_it_is_ends()
    {
        await using var mount = await Connected();
        await mount.Slew(Here, default);
        await mount.Slew(Here, default);
        Assert.InRange(Sky.SeparationDegrees(Here, await mount.Position(default)), 0, 0.01);
    }

    [Fact]
    public async Task Parked_it_unparks_before_it_slews()
    {
        await using var mount = await Connected();
        await mount.Park(default);
        await mount.Park(default);
        await mount.Slew(Here, default);
        Assert.InRange(Sky.SeparationDegrees(Here, await mount.Position(default)), 0, 0.01);
    }

    [Fact]
    public async Task A_guide_pulse_moves_it_and_ends_in_time()
    {
        await using var mount = await Connected();
        await mount.Slew(Here, default);
        var before = await mount.Position(default);
        var began = IndiServer.Time.GetTimestamp();
        await mount.PulseGuide(GuideDirection.North, TimeSpan.FromSeconds(2), default);
        Assert.InRange(IndiServer.Time.GetElapsedTime(began).TotalSeconds, 1.5, 4);
        await IndiServer.Time.Pass(TimeSpan.FromSeconds(1), default); // until the driver tells its position again
        var north = (await mount.Position(default)).DeclinationDegrees - before.DeclinationDegrees;
        Assert.InRange(north * 3600, 5, 30); // half the sidereal rate for 2 s: 15"
    }

    [Fact]
    public async Task A_cancelled_slew_stops_and_stopping_keeps_the_tracking()
    {
        await using var mount = await Connected();
        await mount.Slew(Here, default);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), IndiServer.Time);
        var far = new Equatorial((Here.RightAscensionHours + 20) % 24, 50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mount.Slew(far, cancel.Token));
        Assert.True(Sky.SeparationDegrees(far, await mount.Position(default)) > 5);
        await mount.Slew(Here, default);
        await mount.Stop(default);
        await using var line = await server.Line("Mount", "TELESCOPE_TRACK_STATE");
        Assert.True(line.Need("TELESCOPE_TRACK_STATE").IsOn("TRACK_ON"));
    }

    [Fact]
    public async Task Tracking_is_switched_off_and_on()
    {
        await using var mount = await Connected();
        await mount.Slew(Here, default);
        await mount.SetTracking(false, default);
        await mount.SetTracking(true, default);
    }

    private async Task<IndiMount> Connected()
    {
        var mount = new IndiMount(server.Address, "Mount", IndiServer.Time);
        await mount.Connect(default);
        return mount;
    }
}
