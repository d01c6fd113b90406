using Sync.Devices;
using Sync.Devices.Phd2;

namespace Sync.Tests.Devices.Phd2;

/// <summary>What a PHD2 is set up with.</summary>
public sealed class Phd2DirectoryTests
{
    [Fact]
    public async Task It_tells_its_version_profile_state_and_equipment_and_nothing_is_changed()
    {
        await using var server = Server();
        var told = await Phd2Directory.Ask(server.Address, TimeProvider.System, default);
        Assert.Equal(("2.6.13", "Sim1", "Stopped", false), (told.Version, told.Profile, told.State, told.Connected));
        Assert.Equal(["camera: Simulator", "mount: On Camera"], told.Equipment);
        Assert.All(server.Requests, r => Assert.Contains("\"method\":\"get_", r));
    }

    [Fact]
    public async Task What_can_not_be_understood_is_told()
    {
        await using var server = Server();
        server.Knows["get_profile"] = 7;
        Assert.StartsWith($"PHD2 {server.Address}: can't be understood: ", (await Assert.ThrowsAsync<DeviceException>(() => Phd2Directory.Ask(server.Address, TimeProvider.System, default))).Message);
    }

    internal static RecordedPhd2 Server()
    {
        var server = new RecordedPhd2("01-connect");
        server.Knows["get_app_state"] = "Stopped";
        server.Knows["get_connected"] = false;
        server.Knows["get_profile"] = new { id = 1, name = "Sim1" };
        server.Knows["get_current_equipment"] = new { camera = new { name = "Simulator", connected = false }, mount = new { name = "On Camera", connected = false } };
        return server;
    }
}
