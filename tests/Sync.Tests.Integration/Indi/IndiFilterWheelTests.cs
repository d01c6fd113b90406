using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Integration.Indi;

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiFilterWheelTests(IndiServer server)
{
    [Fact]
    public async Task It_turns_to_each_filter_by_its_name()
    {
        await using var wheel = await Connected();
        Assert.Equal(["Red", "Green", "Blue", "H_Alpha", "SII", "OIII", "LPR", "Luminance"], wheel.Filters);
        foreach (var filter in new[] { "Blue", "Red", "Red", "Luminance" })
        {
            await wheel.Select(filter, default);
            Assert.Equal(filter, wheel.Current);
        }
    }

    [Fact]
    public async Task A_filter_that_is_not_there_is_refused_with_those_that_are()
    {
        await using var wheel = await Connected();
        var refusal = await Assert.ThrowsAsync<DeviceException>(() => wheel.Select("Purple", default));
        Assert.Contains("Luminance", refusal.Message);
    }

    private async Task<IndiFilterWheel> Connected()
    {
        var wheel = new IndiFilterWheel(server.Address, "Wheel A", IndiServer.Time);
        await wheel.Connect(default);
        return wheel;
    }
}
