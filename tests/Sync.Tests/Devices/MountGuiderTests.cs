using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;
using Sync.Tests.Devices.Simulated;

namespace Sync.Tests.Devices;

public sealed class PulsesTests() : MountGuiderTests(slews: false);

public sealed class SmallSlewsTests() : MountGuiderTests(slews: true);

public abstract class MountGuiderTests : GuiderConformance
{
    private readonly SimulatedMount mount;
    private readonly bool slews;

    protected MountGuiderTests(bool slews)
    {
        this.slews = slews;
        mount = new SimulatedMount(new SimulatedWorld(Clock, 1, null), "rig.mount", SimulatedRigStage.Site);
    }

    protected override TimeProvider Clock { get; } = new SimulatedTime(Rehearsal.Evening);

    protected override async Task<IGuider> OnATrackingMount()
    {
        await mount.Connect(default);
        await mount.Slew(new Equatorial(20.5, 60), default);
        return new MountGuider(mount, Clock, slews);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(-5, 3)]
    [InlineData(0, -7)]
    public Task The_sky_moves_by_the_offset_also_far_from_the_equator(double east, double north) => Connected(async guider =>
    {
        await guider.Dither(new SkyOffset(east, north), Settle, default);
        var at = await mount.Position(default);
        Assert.Equal(east, (at.RightAscensionHours - 20.5) * 54000 * 0.5, 2);
        Assert.Equal(north, (at.DeclinationDegrees - 60) * 3600, 2);
    });
}
