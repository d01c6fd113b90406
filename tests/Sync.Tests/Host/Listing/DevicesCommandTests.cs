using System.Text.Json;
using Sync.Host.Commands;
using Sync.Tests.Devices.Phd2;

namespace Sync.Tests.Host.Listing;

[Collection("The program")]
public sealed class DevicesCommandTests
{
    [Fact]
    public async Task What_is_named_is_asked_and_nothing_else()
    {
        await using var alpaca = new ServedDevices();
        await using var phd2 = Phd2DirectoryTests.Server();
        var said = (await Spoken.By("devices", "--alpaca", $"{alpaca.Server.Address}", "--phd2", $"{phd2.Address}", "--json")).Done();
        using var json = JsonDocument.Parse(said.Output);
        var servers = json.RootElement.GetProperty("servers").EnumerateArray().ToList();
        Assert.Equal(["alpaca", "phd2"], servers.Select(s => s.GetProperty("protocol").GetString()));
        var camera = servers[0].GetProperty("devices")[0];
        Assert.Equal(("camera", "id-1", false), (camera.GetProperty("kind").GetString(), camera.GetProperty("device").GetString(), camera.GetProperty("connected").GetBoolean()));
        Assert.Equal($"\"driver\": \"alpaca\", \"device\": \"id-1\", \"address\": \"{alpaca.Server.Address}\"", camera.GetProperty("rigFile").GetString());
    }

    [Fact]
    public async Task One_that_is_named_and_not_there_is_a_failure()
    {
        var (code, output, error) = await Spoken.By("devices", "--indi", "127.0.0.1:1");
        Assert.Equal((CommandLine.Failed, ""), (code, error));
        Assert.Equal("INDI server 127.0.0.1:1: Connection refused; start indiserver there, with -p 1, or name another address with --indi HOST:PORT.", output.TrimEnd());
    }

    [Theory]
    [InlineData("devices --alpaca a:b", "--alpaca is a:b; allowed is host or host:port with a port from 1 to 65535.")]
    [InlineData("devices --phd2 x:70000", "--phd2 is x:70000; allowed is host")]
    [InlineData("devices --wait 0", "--wait is 0; allowed is 1 to 60.")]
    [InlineData("devices --wait long", "--wait is long; allowed is a number.")]
    public async Task What_is_written_wrongly_is_named(string arguments, string sentence)
    {
        var (code, _, error) = await Spoken.By(arguments.Split(' '));
        Assert.Equal(CommandLine.Wrong, code);
        Assert.StartsWith(sentence, error);
    }
}
