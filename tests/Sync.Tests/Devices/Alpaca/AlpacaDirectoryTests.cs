using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Which servers there are, and which devices they have.</summary>
public sealed class AlpacaDirectoryTests
{
    [Fact]
    public async Task A_recorded_list_is_read()
    {
        await using var server = new AlpacaServer(Recorded("management"));
        var devices = await AlpacaDirectory.List(server.Address, TimeProvider.System, default);
        Assert.Contains(new AlpacaListing("Camera", 1, "Alpaca Camera Sim", "cef05c58-3d2b-432c-b3e9-5ed51af88d4d"), devices);
        Assert.Contains(devices, d => d.Type == "Telescope");
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("7", 7)]
    [InlineData("cef05c58-3d2b-432c-b3e9-5ed51af88d4d", 1)]
    [InlineData("754eead9-babc-4493-beaa-36fbe5ace13a", 2)]
    public async Task A_device_is_found_by_its_number_or_its_unique_id(string device, int number)
    {
        await using var server = new AlpacaServer(Recorded("management"));
        Assert.Equal(number, await AlpacaDirectory.Number(server.Address, "camera", device, TimeProvider.System, default));
    }

    [Fact]
    public async Task A_name_counts_when_no_other_has_it()
    {
        await using var server = new AlpacaServer(Recorded("management"));
        var telescope = (await AlpacaDirectory.List(server.Address, TimeProvider.System, default)).Single(d => d.Type == "Telescope");
        Assert.Equal(telescope.Number, await AlpacaDirectory.Number(server.Address, "telescope", telescope.Name, TimeProvider.System, default));
        var several = await Assert.ThrowsAsync<DeviceException>(() => AlpacaDirectory.Number(server.Address, "camera", "Alpaca Camera Sim", TimeProvider.System, default));
        Assert.Contains("has 3 camera of that name; it has 0 \"Alpaca Camera Sim\" (2070ec43", several.Message, StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<DeviceException>(() => AlpacaDirectory.Number(server.Address, "camera", "Esprit", TimeProvider.System, default));
        Assert.Contains("has no camera of that name", none.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"Value\":null}")]
    [InlineData("{\"Value\":[7]}")]
    [InlineData("{\"Value\":[{\"DeviceType\":\"Camera\"}]}")]
    [InlineData("{\"Value\":[{\"DeviceType\":\"Camera\",\"DeviceNumber\":\"one\"}]}")]
    [InlineData("{\"Value\":[],\"ErrorNumber\":1280,\"ErrorMessage\":\"busy\"}")]
    [InlineData("nothing")]
    public async Task A_list_that_is_none_is_told(string body)
    {
        await using var server = new AlpacaServer(_ => AlpacaReply.Json(body));
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => AlpacaDirectory.List(server.Address, TimeProvider.System, default));
        Assert.StartsWith($"Alpaca server {server.Address}:", trouble.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"AlpacaPort\": 32323}", 32323)]
    [InlineData("{\"alpacaport\":11111}", 11111)]
    [InlineData("{\"AlpacaPort\": 11111}\0\0\0\0", 11111)]
    [InlineData("{\"AlpacaPort\": 0}", null)]
    [InlineData("{\"AlpacaPort\": 65536}", null)]
    [InlineData("{\"AlpacaPort\": \"11111\"}", null)]
    [InlineData("{\"AlpacaPort\": 1.5}", null)]
    [InlineData("{}", null)]
    [InlineData("[]", null)]
    [InlineData("alpacadiscovery1", null)]
    [InlineData("", null)]
    public void An_answer_tells_a_port_or_nothing(string answer, int? port) => Assert.Equal(port, AlpacaDiscoveryMessage.Port(Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public void The_recorded_answer_is_read()
    {
        using var json = JsonDocument.Parse(RecordedAlpaca.Line("discovery"));
        Assert.Equal(json.RootElement.GetProperty("request").GetString(), Encoding.ASCII.GetString(AlpacaDiscoveryMessage.Question.Span));
        Assert.Equal(32323, AlpacaDiscoveryMessage.Port(Encoding.UTF8.GetBytes(json.RootElement.GetProperty("reply").GetString()!)));
    }

    [Fact]
    public async Task Each_server_is_found_once_and_noise_is_not()
    {
        using var there = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var time = new FakeTime();
        var answering = Answer(there, "noise", "{\"AlpacaPort\":32323}", "{\"AlpacaPort\":32323}", "{\"AlpacaPort\":0}", "{\"AlpacaPort\":32324}");
        var found = new List<DeviceAddress>();
        await foreach (var server in new AlpacaDiscovery(time).Find(IPAddress.Loopback, (IPEndPoint)there.Client.LocalEndPoint!, TimeSpan.FromSeconds(2), default))
        {
            found.Add(server);
            if (found.Count == 2)
                time.Advance(TimeSpan.FromSeconds(2));
        }
        await answering;
        Assert.Equal([new("127.0.0.1", 32323), new("127.0.0.1", 32324)], found);
    }

    [Fact]
    public async Task A_network_that_is_not_there_is_told()
    {
        var trouble = await Assert.ThrowsAsync<DeviceException>(async () =>
        {
            await foreach (var _ in new AlpacaDiscovery(TimeProvider.System).Find(IPAddress.Parse("192.0.2.1"), new(IPAddress.Broadcast, AlpacaDiscovery.Port), TimeSpan.FromSeconds(1), default))
                Assert.Fail("found something");
        });
        Assert.Contains("can't ask 255.255.255.255:32227 from 192.0.2.1", trouble.Message, StringComparison.Ordinal);
    }

    private static Func<AlpacaAsked, AlpacaReply> Recorded(string session) => asked =>
        asked.Path.EndsWith("configureddevices", StringComparison.Ordinal) ? RecordedAlpaca.Replies(session).Last() : AlpacaReply.Json("\"not recorded\"", 400);

    private static async Task Answer(UdpClient there, params string[] answers)
    {
        var asked = await there.ReceiveAsync();
        Assert.Equal("alpacadiscovery1", Encoding.ASCII.GetString(asked.Buffer));
        foreach (var answer in answers)
            await there.SendAsync(Encoding.UTF8.GetBytes(answer), asked.RemoteEndPoint);
    }
}
