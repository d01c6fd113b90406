using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiFilterWheelTests
{
    [Fact]
    public async Task A_recorded_turn_is_followed_to_its_end()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("wheel"));
        await using var wheel = await Connected(server);
        Assert.Equal("SII", wheel.Current);
        await wheel.Select("Green", default);
        Assert.Equal("Green", wheel.Current);
        Assert.Contains(">2<", server.Requests[^1]);
    }

    [Fact]
    public async Task A_recorded_refusal_is_told_in_the_words_of_the_driver()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("wheel"));
        await using var wheel = await Connected(server);
        await wheel.Select("Green", default);
        var refusal = await Assert.ThrowsAsync<DeviceException>(() => wheel.Select("Luminance", default));
        Assert.Contains("valid range of filter is from 1 to 8", refusal.Message);
    }

    [Fact]
    public async Task A_filter_already_in_the_light_path_turns_nothing()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("wheel"));
        await using var wheel = await Connected(server);
        await wheel.Select("SII", default);
        Assert.DoesNotContain(server.Requests, r => r.Contains("<new"));
    }

    [Fact]
    public async Task An_unknown_filter_is_refused_with_those_there_are()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("wheel"));
        await using var wheel = await Connected(server);
        var refusal = await Assert.ThrowsAsync<DeviceException>(() => wheel.Select("Purple", default));
        Assert.Equal(
            "Wheel A: there is no filter \"Purple\"; there are Red, Green, Blue, H_Alpha, SII, OIII, LPR, Luminance", refusal.Message);
    }

    private static async Task<IndiFilterWheel> Connected(RecordedIndiServer server)
    {
        var wheel = new IndiFilterWheel(server.Address, "Wheel A", TimeProvider.System);
        await wheel.Connect(default);
        return wheel;
    }
}
