using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Integration.Indi;

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiRotatorTests(IndiServer server)
{
    [Fact]
    public async Task It_stands_where_it_was_sent()
    {
        await using var rotator = await Connected();
        foreach (var degrees in new[] { 40, 41.5, 41.5, 20 })
        {
            await rotator.Turn(degrees, default);
            Assert.Equal(degrees, rotator.Degrees, 0.2);
        }
    }

    [Fact]
    public async Task A_cancelled_turn_stops_on_its_way()
    {
        await using var rotator = await Connected();
        await rotator.Turn(20, default);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2), IndiServer.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rotator.Turn(200, cancel.Token));
        Assert.InRange(rotator.Degrees, 20.1, 199);
    }

    [Fact]
    public async Task An_angle_beyond_its_ends_is_refused_with_them()
    {
        await using var rotator = await Connected();
        foreach (var degrees in new[] { -1.0, 361 })
            Assert.Contains("0° to 360°", (await Assert.ThrowsAsync<DeviceException>(() => rotator.Turn(degrees, default))).Message, StringComparison.Ordinal);
    }

    private async Task<IndiRotator> Connected()
    {
        var rotator = new IndiRotator(server.Address, "Rotator A", IndiServer.Time);
        await rotator.Connect(default);
        return rotator;
    }
}
