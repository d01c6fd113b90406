using System.CommandLine;
using Sync.Host.Nights;

namespace Sync.Host.Commands;

/// <summary>`sync` alone: tonight, with all four roles in this process.</summary>
internal static class NightCommand
{
    public static void Fill(RootCommand root, StopSignals signals)
    {
        var speed = new Option<double>("--speed")
        {
            Description = "How many times faster than life a simulated rig runs, 1 to 10000.",
            HelpName = "X",
            DefaultValueFactory = _ => 120,
        };
        var (site, rig, cameras, folder) = (Options.Site(), Options.Rig(), Options.Cameras(), Options.Folder());
        foreach (var option in new Option[] { speed, site, cameras, rig, folder })
            root.Add(option);
        root.SetAction(async (parsed, stop) => await EmbeddedNight.Run(
            new NightOrder
            {
                Speed = Speed(parsed.GetValue(speed)),
                Site = Options.ParseSite(parsed.GetValue(site)),
                RigFile = parsed.GetValue(rig)?.FullName,
                Cameras = Options.ParseCameras(parsed.GetValue(cameras)),
                Configuration = parsed.Configuration(),
                Directory = Options.ParseFolder(parsed.GetValue(folder)!),
            },
            stop,
            signals.Second) ? CommandLine.Done : CommandLine.Failed);
    }

    private static double Speed(double speed) =>
        speed is >= 1 and <= 10_000 ? speed : throw new SettingException($"--speed is {speed}; allowed is 1 to 10000.");
}
