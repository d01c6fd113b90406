using System.Net;
using System.Net.Sockets;
using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Where servers are looked for, and what they say of their devices.</summary>
public sealed class AlpacaNetworkTests
{
    [Theory]
    [InlineData("192.168.1.17", 24, "192.168.1.255")]
    [InlineData("10.1.2.3", 8, "10.255.255.255")]
    [InlineData("172.17.0.1", 20, "172.17.15.255")]
    [InlineData("10.0.0.7", 32, "10.0.0.7")]
    [InlineData("10.0.0.7", 0, "255.255.255.255")]
    public void All_of_a_network_are_asked_by_its_last_address(string own, int bits, string all) =>
        Assert.Equal(IPAddress.Parse(all), AlpacaNetwork.Broadcast(IPAddress.Parse(own), bits));

    [Fact]
    public void This_machine_is_asked_first() => Assert.Equal(new IPEndPoint(IPAddress.Loopback, 32227), AlpacaNetwork.Here()[0].To);

    [Fact]
    public async Task Several_networks_are_asked_at_once_and_one_that_can_not_be_has_none()
    {
        using var there = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var (time, wait) = (new FakeTime(), TimeSpan.FromSeconds(2));
        var network = new AlpacaNetwork(IPAddress.Loopback, (IPEndPoint)there.Client.LocalEndPoint!);
        var nowhere = new AlpacaNetwork(IPAddress.Parse("192.0.2.1"), new(IPAddress.Broadcast, AlpacaDiscovery.Port));
        var finding = new AlpacaDiscovery(time).FindAll([nowhere, network, network], wait, default);
        for (var i = 0; i < 2; i++)
        {
            var asked = await there.ReceiveAsync();
            await there.SendAsync("{\"AlpacaPort\":32323}"u8.ToArray(), asked.RemoteEndPoint);
            await there.SendAsync("{\"AlpacaPort\":32324}"u8.ToArray(), asked.RemoteEndPoint);
        }
        time.Advance(wait);
        Assert.Equal([new DeviceAddress("127.0.0.1", 32323), new("127.0.0.1", 32324)], await finding);
    }

    [Theory]
    [InlineData("Camera", DeviceKind.Camera)]
    [InlineData("FilterWheel", DeviceKind.FilterWheel)]
    [InlineData("Telescope", DeviceKind.Mount)]
    [InlineData("covercalibrator", DeviceKind.Cover)]
    [InlineData("SafetyMonitor", DeviceKind.SafetyMonitor)]
    [InlineData("ObservingConditions", DeviceKind.Weather)]
    [InlineData("Dome", DeviceKind.Dome)]
    [InlineData("Switch", DeviceKind.Other)]
    public void A_type_says_what_a_device_is(string type, DeviceKind kind) => Assert.Equal(kind, new AlpacaListing(type, 0, "", "").Kind);

    [Fact]
    public async Task Whether_it_is_connected_is_asked_and_nothing_is_changed()
    {
        await using var server = new AlpacaServer(asked => asked.Type switch
        {
            "camera" => AlpacaReply.Value(true),
            "telescope" => AlpacaReply.Value(false),
            _ => AlpacaReply.Refusal(0x500, "no such thing"),
        });
        foreach (var (type, connected) in new (string, bool?)[] { ("Camera", true), ("Telescope", false), ("Dome", null) })
            Assert.Equal(connected, await AlpacaDirectory.IsConnected(server.Address, new(type, 2, "", ""), TimeProvider.System, default));
        Assert.All(server.Asked, a => Assert.Equal("GET", a.Method));
        Assert.Equal(["/api/v1/camera/2/connected", "/api/v1/telescope/2/connected", "/api/v1/dome/2/connected"], server.Asked.Select(a => a.Path));
    }
}
