using Sync.Devices;
using Sync.Devices.Indi;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi;

/// <summary>Which devices a server has.</summary>
public sealed class IndiDirectoryTests
{
    public const string Everything = "<getProperties version=\"1.7\"/>";

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(22, DeviceKind.Camera, DeviceKind.FilterWheel)] // the camera simulator, with its guide port
    [InlineData(5, DeviceKind.Mount)]
    [InlineData(16, DeviceKind.FilterWheel)]
    [InlineData(8, DeviceKind.Focuser)]
    [InlineData(4096, DeviceKind.Rotator)]
    [InlineData(32, DeviceKind.Dome)]
    [InlineData(128, DeviceKind.Weather)]
    [InlineData(512, DeviceKind.Cover)]
    [InlineData(1024, DeviceKind.Cover)]
    [InlineData(1536, DeviceKind.Cover)]
    [InlineData(4, DeviceKind.Other)]
    [InlineData(64, DeviceKind.Other)]
    [InlineData(32768, DeviceKind.Other)]
    [InlineData(0, DeviceKind.Other)]
    public void The_bits_of_a_driver_say_what_its_device_is(int bits, params DeviceKind[] kinds) => Assert.Equal(kinds, IndiInterface.Kinds(bits));

    [Fact]
    public async Task All_devices_are_listed_and_none_is_connected()
    {
        await using var server = new RecordedIndiServer(new RecordedExchange(Everything,
            Plug("CCD Simulator", "Off"), Told("CCD Simulator", "22"), Plug("Mount", "On"), Told("Mount", "5"),
            "<message device=\"Nobody\" message=\"hello\"/>", Number("def", "Silent", "PORT", "Ok", ("P", "1")))
        { ThenCloses = true });
        var devices = await IndiDirectory.List(server.Address, Wait, TimeProvider.System, default);
        Assert.Equal(["CCD Simulator", "Mount", "Silent"], devices.Select(d => d.Name));
        Assert.Equal([false, true, null], devices.Select(d => d.Connected));
        Assert.Equal([DeviceKind.Camera, DeviceKind.FilterWheel], devices[0].Kinds);
        Assert.Equal([DeviceKind.Other], devices[2].Kinds);
        Assert.Equal([Everything], server.Requests);
    }

    [Fact]
    public async Task A_server_without_drivers_is_listened_to_until_the_end()
    {
        await using var server = new RecordedIndiServer();
        var time = new FakeTime();
        var listing = IndiDirectory.List(server.Address, Wait, time, default);
        await server.Asked("getProperties");
        await time.Awaited(Wait);
        Assert.False(listing.IsCompleted);
        time.Advance(Wait);
        Assert.Empty(await listing);
    }

    [Fact]
    public async Task What_is_no_server_of_INDI_is_told()
    {
        await using var other = new RecordedIndiServer(new RecordedExchange(Everything, "HTTP/1.1 400 Bad Request</html>"));
        Assert.StartsWith($"INDI server {other.Address}: told nothing: the server sent ", await Trouble(other.Address));
        DeviceAddress gone;
        await using (var server = new RecordedIndiServer())
            gone = server.Address;
        Assert.Equal($"INDI server {gone}: Connection refused", await Trouble(gone));
    }

    internal static string Told(string device, string bits) => Vector("def", "Text", device, "DRIVER_INFO", "Idle", ("DRIVER_NAME", "Some"), ("DRIVER_INTERFACE", bits));

    internal static string Plug(string device, string on) => Switch("def", device, "CONNECTION", "Idle", ("CONNECT", on), ("DISCONNECT", on == "On" ? "Off" : "On"));

    private static async Task<string> Trouble(DeviceAddress address) =>
        (await Assert.ThrowsAsync<DeviceException>(() => IndiDirectory.List(address, Wait, TimeProvider.System, default))).Message;
}
