using System.CommandLine;
using System.Text.Json;
using Sync.Host.Nights;
using Sync.Host.Reports;

namespace Sync.Host.Commands;

internal static class RehearseCommand
{
    public static Command Make()
    {
        var hours = new Option<double>("--hours") { Description = "Hours of the night to play, more than 0 up to 24.", HelpName = "H", Required = true };
        var cameras = Options.Cameras();
        var seed = new Option<int>("--seed") { Description = "Seed of all chance: the same seed gives the same counts.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var faults = new Option<int?>("--faults")
        {
            Description = "Lets roles, broker and devices fail at random, by this seed, on a rig with small sensors. Without --catalogue exposures are short, for many rounds.",
            HelpName = "SEED",
        };
        var rig = Options.Rig();
        var catalogue = new Option<FileInfo?>("--catalogue")
        {
            Description = "A Target Scheduler database, or a sync.db; without it a copy of the catalogue in the data folder, or the demonstration.",
            HelpName = "FILE",
        };
        var folder = Options.Folder();
        var evening = Options.Evening();
        evening.Description = "The evening; without it always the same one, so that the same seed gives the same counts on any day.";
        var json = Options.AsJson();
        var command = new Command("rehearse", "Plays a night on a simulated rig as fast as the machine allows, and judges it by what the devices recorded.")
        {
            hours, cameras, seed, faults, rig, catalogue, folder, evening, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var report = await Rehearsal.Run(
                new RehearsalOrder
                {
                    Hours = Within("--hours", parsed.GetValue(hours), 24),
                    Cameras = Options.ParseCameras(parsed.GetValue(cameras)),
                    Seed = parsed.GetValue(seed),
                    Faults = parsed.GetValue(faults),
                    RigFile = parsed.GetValue(rig)?.FullName,
                    CatalogueFile = parsed.GetValue(catalogue)?.FullName,
                    Configuration = parsed.Configuration(),
                    Directory = Options.ParseFolder(parsed.GetValue(folder)!),
                    Night = Options.ParseEvening(parsed.GetValue(evening)),
                },
                cancel);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, Options.Json) : RehearsalText.Of(report));
            return report.IsClean ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static double Within(string name, double value, double most) =>
        value > 0 && value <= most ? value : throw new SettingException($"{name} is {value}; allowed is more than 0 up to {most}.");
}
