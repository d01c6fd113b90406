using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Integration.Indi;

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiFocuserTests(IndiServer server)
{
    [Fact]
    public async Task It_stands_where_it_was_sent()
    {
        await using var focuser = await Connected();
        foreach (var position in new[] { 30_000, 30_050, 30_050, 29_000 })
        {
            await focuser.Move(position, default);
            Assert.Equal(position, focuser.Position);
        }
        Assert.InRange(focuser.HighestPosition, 30_050, 1_000_000);
        Assert.InRange(await focuser.Celsius(default) ?? 0, -60, 60);
    }

    [Fact]
    public async Task A_position_that_there_is_not_is_refused_with_those_there_are()
    {
        await using var focuser = await Connected();
        var before = focuser.Position;
        foreach (var position in new[] { -1, focuser.HighestPosition + 1 })
        {
            var refusal = await Assert.ThrowsAsync<DeviceException>(() => focuser.Move(position, default));
            Assert.Contains($"0 to {focuser.HighestPosition}", refusal.Message);
        }
        Assert.Equal(before, focuser.Position);
    }

    private async Task<IndiFocuser> Connected()
    {
        var focuser = new IndiFocuser(server.Address, "Focuser A", IndiServer.Time);
        await focuser.Connect(default);
        return focuser;
    }
}
