using System.CommandLine;
using System.Text.Json;
using Sync.Devices;
using Sync.Host.Listing;
using Sync.Host.Reports;

namespace Sync.Host.Commands;

/// <summary>`sync devices`: what is there to make a rig of?</summary>
internal static class DevicesCommand
{
    private static readonly Option<string[]> Alpaca = Server("--alpaca", "An Alpaca server to ask, and no others; several times for several.");
    private static readonly Option<string[]> Indi = Server("--indi", "An INDI server to ask.");
    private static readonly Option<string[]> Phd2 = Server("--phd2", "A PHD2 to ask.");

    private static readonly Option<double> Seconds = new("--wait")
    {
        Description = "How long Alpaca's discovery and an INDI server are listened to, 1 to 60 s.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 3,
    };

    public static Command Make()
    {
        var json = Options.AsJson();
        var command = new Command("devices", "Lists the devices that are there, and what a rig file says of each: Alpaca servers of all networks, and INDI and PHD2 of this machine. Nothing is connected or moved.")
        {
            Alpaca, Indi, Phd2, Seconds, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var order = Order(parsed);
            var servers = await WaitBars.OnTerminal().Show(say =>
            {
                say(new("Listening for servers and their devices", order.Wait));
                return new DeviceSearch(TimeProvider.System).Run(order, cancel);
            });
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { servers = servers.Select(Plain) }, Options.Json));
            else
                DevicesText.Lines(servers, order.Networks.Count > 0).ToList().ForEach(Console.WriteLine);
            return order.IsNamed && servers.Any(s => s.Trouble is not null) ? CommandLine.Failed : CommandLine.Done;
        });
        return command;
    }

    private static SearchOrder Order(ParseResult parsed)
    {
        var wait = parsed.GetValue(Seconds) is >= 1 and <= 60 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new SettingException($"--wait is {parsed.GetValue(Seconds)}; allowed is 1 to 60.");
        var order = new SearchOrder
        {
            Alpaca = Addresses(parsed, Alpaca, DeviceAddress.UsualAlpacaPort),
            Indi = Addresses(parsed, Indi, DeviceAddress.UsualIndiPort),
            Phd2 = Addresses(parsed, Phd2, DeviceAddress.UsualPhd2Port),
            Wait = wait,
            IsNamed = true,
        };
        return order.Alpaca.Count + order.Indi.Count + order.Phd2.Count > 0 ? order : SearchOrder.Everywhere(wait);
    }

    private static IReadOnlyList<DeviceAddress> Addresses(ParseResult parsed, Option<string[]> option, int usualPort) =>
    [
        .. (parsed.GetValue(option) ?? []).Select(text => DeviceAddress.TryParse(text, usualPort, out var address)
            ? address
            : throw new SettingException($"{option.Name} is {text}; allowed is {DeviceAddress.Allowed}.")),
    ];

    private static object Plain(FoundServer server) => new
    {
        server.Protocol, Address = $"{server.Address}", server.AlsoAt, server.Trouble,
        Devices = server.Devices.Select(d => new { d.Kind, d.Name, d.Driver, d.Device, d.Address, d.Connected, d.Remark, d.RigFile }),
    };

    private static Option<string[]> Server(string name, string description) => new(name) { Description = description, HelpName = "HOST[:PORT]" };
}
