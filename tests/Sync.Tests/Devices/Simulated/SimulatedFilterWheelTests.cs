using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedFilterWheelTests : FilterWheelConformance
{
    private readonly SimulatedWorld world;

    public SimulatedFilterWheelTests() => world = new SimulatedWorld(Clock, 1, null);

    protected override TimeProvider Clock { get; } = new SimulatedTime(Rehearsal.Evening);

    protected override IFilterWheel Wheel() => new SimulatedFilterWheel(world, "esprit.wheel", ["L", "R", "G", "B", "Ha"]);

    [Fact]
    public Task There_is_no_filter_while_it_turns() => Connected(async wheel =>
    {
        var turning = Rehearsal.Do(() => wheel.Select("G", default));
        await Clock.Pass(TimeSpan.FromSeconds(1), default);
        Assert.Null(wheel.Current);
        await Clock.Pass(TimeSpan.FromSeconds(3.1), default);
        Assert.Equal("G", wheel.Current);
        await turning;
    });

    [Fact]
    public Task It_turns_the_shorter_way_at_one_to_two_seconds_a_slot() => Connected(async wheel =>
    {
        var from = Clock.GetUtcNow();
        await wheel.Select("Ha", default);
        Assert.InRange(Clock.GetUtcNow() - from, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    });

    [Fact]
    public Task Another_process_finds_the_wheel_where_it_was_left() => Connected(async wheel =>
    {
        await wheel.Select("B", default);
        Assert.Equal("B", Wheel().Current);
    });
}
