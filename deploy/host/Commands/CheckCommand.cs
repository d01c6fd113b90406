using System.CommandLine;
using System.Text.Json;
using Sync.Contracts;
using Sync.Host.Checks;
using Sync.Host.Reports;
using Sync.Host.Settings;

namespace Sync.Host.Commands;

/// <summary>`sync check`: is everything ready for a night?</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var (rig, site, cameras, folder, json) = (Options.Rig(), Options.Site(), Options.Cameras(), Options.Folder(), Options.AsJson());
        var command = new Command("check", "Says whether everything is ready for a night: devices, disks, clocks, databases, the plan. Nothing is moved and nothing exposed; without a broker, cameras are connected and begin to cool.")
        {
            rig, site, cameras, folder, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var order = new CheckOrder
            {
                Directory = Options.ParseFolder(parsed.GetValue(folder)!),
                Configuration = parsed.Configuration(),
                RigFile = parsed.GetValue(rig)?.FullName,
                Cameras = Options.ParseCameras(parsed.GetValue(cameras)),
                Site = Options.ParseSite(parsed.GetValue(site)),
            };
            var completed = BrokerAddress.Read(order.Configuration, Senders.Operator) is { } broker
                ? await BrokerCheck.Run(order, broker, cancel)
                : await EmbeddedCheck.Run(order, cancel);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { completed.At, completed.IsReady, completed.Items }, Options.Json));
            else
                CheckText.Write(CheckText.Console(Console.Out, Console.IsOutputRedirected), completed);
            return completed.IsReady ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }
}
