using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedFocuserTests : FocuserConformance
{
    private readonly SimulatedWorld world;

    public SimulatedFocuserTests() => world = new SimulatedWorld(Clock, 1, null);

    protected override TimeProvider Clock { get; } = new SimulatedTime(Rehearsal.Evening);

    protected override IFocuser Focuser() => new SimulatedFocuser(world, "esprit.focuser", new());

    [Fact]
    public Task Another_process_finds_it_where_it_was_left() => Connected(async focuser =>
    {
        await focuser.Move(9321, default);
        Assert.Equal(9321, Focuser().Position);
    });

    [Fact]
    public Task It_can_be_followed_on_its_way() => Connected(async focuser =>
    {
        var moving = Rehearsal.Do(() => focuser.Move(11_000, default));
        await Clock.Pass(TimeSpan.FromSeconds(2.5), default);
        Assert.InRange(focuser.Position, 10_400, 10_600);
        await Assert.ThrowsAsync<DeviceException>(() => focuser.Move(9000, default));
        await Clock.Pass(TimeSpan.FromSeconds(3), default);
        await moving;
        Assert.Equal(11_000, focuser.Position);
    });
}
