using Sync.Devices;
using Sync.Host.Listing;
using Sync.Host.Reports;
using Sync.Tests.Devices.Indi;
using Sync.Tests.Devices.Phd2;

namespace Sync.Tests.Host.Listing;

public sealed class DeviceSearchTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task All_servers_are_asked_and_nothing_is_connected()
    {
        await using var alpaca = new ServedDevices();
        await using var indi = new RecordedIndiServer(new RecordedExchange(IndiDirectoryTests.Everything,
            IndiDirectoryTests.Plug("Wheel A", "Off"), IndiDirectoryTests.Told("Wheel A", "16"), IndiDirectoryTests.Plug("CCD", "On"), IndiDirectoryTests.Told("CCD", "22"))
        { ThenCloses = true });
        await using var phd2 = Phd2DirectoryTests.Server();
        var order = new SearchOrder { Alpaca = [alpaca.Server.Address], Indi = [indi.Address], Phd2 = [phd2.Address], Wait = Wait, IsNamed = true };
        var servers = await new DeviceSearch(TimeProvider.System).Run(order, default);
        Assert.Equal(
        [
            $"Alpaca server {alpaca.Server.Address}",
            "  camera  Esprit  not connected",
            $"      \"driver\": \"alpaca\", \"device\": \"id-1\", \"address\": \"{alpaca.Server.Address}\"",
            "  camera  Esprit  not connected",
            $"      \"driver\": \"alpaca\", \"device\": \"id-2\", \"address\": \"{alpaca.Server.Address}\"",
            "  mount   EQ8     connected",
            $"      \"mount\": {{ \"driver\": \"alpaca\", \"device\": \"0\", \"address\": \"{alpaca.Server.Address}\" }}",
            "  other   Power   not connected  Switch",
            "      nothing that a rig file takes",
            $"INDI server {indi.Address}",
            "  camera        CCD      connected",
            $"      \"driver\": \"indi\", \"device\": \"CCD\", \"address\": \"{indi.Address}\"",
            "  filter wheel  CCD      connected",
            $"      \"wheel\": {{ \"driver\": \"indi\", \"device\": \"CCD\", \"address\": \"{indi.Address}\" }}",
            "  filter wheel  Wheel A  not connected",
            $"      \"wheel\": {{ \"driver\": \"indi\", \"device\": \"Wheel A\", \"address\": \"{indi.Address}\" }}",
            $"PHD2 {phd2.Address}",
            "  guider  PHD2 2.6.13  not connected  profile Sim1, stopped, camera: Simulator, mount: On Camera",
            $"      \"guider\": {{ \"driver\": \"phd2\", \"address\": \"{phd2.Address}\" }}",
        ], DevicesText.Lines(servers, discovered: false).SkipLast(1));
        Assert.Empty(alpaca.Server.Put);
        Assert.DoesNotContain(indi.Requests, r => r.Contains("<new"));
    }

    [Fact]
    public async Task Servers_that_are_discovered_are_listed_once()
    {
        await using var alpaca = new ServedDevices();
        var time = new FakeTime();
        var searching = new DeviceSearch(time).Run(new SearchOrder { Networks = [alpaca.Network, alpaca.Network], Wait = Wait, IsNamed = false }, default);
        await alpaca.Answered();
        await alpaca.Answered();
        time.Advance(Wait);
        var server = Assert.Single(await searching);
        Assert.Equal((alpaca.Server.Address, 4), (server.Address, server.Devices.Count));
    }

    [Fact]
    public void One_server_in_two_networks_is_one()
    {
        var (loopback, outside, other) = (Server("127.0.0.1", "id-1"), Server("10.0.0.7", "id-1"), Server("10.0.0.8", "id-2"));
        var kept = AlpacaSearch.OneEach([loopback, outside, other, new("alpaca", new("10.0.0.9", 11111), [])]);
        Assert.Equal(["127.0.0.1", "10.0.0.8", "10.0.0.9"], kept.Select(s => s.Address.Host));
        Assert.Equal(["10.0.0.7:11111"], kept[0].AlsoAt);
        Assert.Equal("Alpaca server 127.0.0.1:11111 (also 10.0.0.7:11111)", DevicesText.Lines(kept, discovered: true).First());
    }

    [Fact]
    public void Where_nothing_is_that_is_said_with_what_to_do() => Assert.Equal([DevicesText.Silence], DevicesText.Lines([], discovered: true));

    private static FoundServer Server(string host, string id) =>
        new("alpaca", new(host, 11111), [new FoundDevice(DeviceKind.Camera, "Sim", "alpaca", id, $"{host}:11111", false)]);
}
