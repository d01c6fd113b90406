using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedCoverConformanceTests : CoverConformance
{
    protected override TimeProvider Clock { get; } = new SimulatedTime(Tests.Clock.Rehearsal.Evening);

    protected override ICover Cover() => new SimulatedCover(new SimulatedWorld(Clock, 1, null), "wide.cover");
}

public class SimulatedCoverTests
{
    private readonly FakeTime time = new();

    [Fact]
    public async Task It_takes_five_seconds_to_close_and_says_neither_meanwhile()
    {
        await using var cover = await Connected();
        Assert.True(await cover.IsOpen(CancellationToken.None));
        var closing = cover.Close(CancellationToken.None);
        await time.Awaited(TimeSpan.FromSeconds(5));
        Assert.Null(await cover.IsOpen(CancellationToken.None));
        time.Advance(TimeSpan.FromSeconds(5));
        await closing;
        Assert.False(await cover.IsOpen(CancellationToken.None));
        await cover.Close(CancellationToken.None); // harmless
    }

    [Fact]
    public async Task Its_panel_has_a_light_from_0_to_100_percent()
    {
        await using var cover = await Connected();
        await cover.Light(30, CancellationToken.None);
        await Assert.ThrowsAsync<DeviceException>(() => cover.Light(101, CancellationToken.None));
    }

    [Fact]
    public async Task Unconnected_it_refuses()
    {
        await using var cover = new SimulatedCover(new SimulatedWorld(time, 1, null), "wide.cover");
        await Assert.ThrowsAsync<DeviceException>(() => cover.Open(CancellationToken.None));
    }

    private async Task<SimulatedCover> Connected()
    {
        var cover = new SimulatedCover(new SimulatedWorld(time, 1, null), "wide.cover");
        await cover.Connect(CancellationToken.None);
        return cover;
    }
}
