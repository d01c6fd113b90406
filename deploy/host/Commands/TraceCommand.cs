using System.CommandLine;
using System.Text.Json;
using Sync.Host.Nights;
using Sync.Host.Reports;
using Sync.Host.Settings;
using Sync.Host.Telemetry;
using Sync.Scheduler.Story;

namespace Sync.Host.Commands;

internal static class TraceCommand
{
    public static Command Make()
    {
        var night = new Argument<string?>("NIGHT")
        {
            Description = "The evening, such as 2026-11-20, or the night's id; the newest night if not given.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (folder, json) = (Options.Folder(), Options.AsJson());
        var send = new Option<bool>("--send") { Description = "Send the night to the collector of OTEL_EXPORTER_OTLP_ENDPOINT again, and print nothing else." };
        var command = new Command("trace", "Tells a night from its database: targets, rounds, cameras, moves, waits and faults, each with its time (UTC).") { night, folder, json, send };
        command.SetAction(async (parsed, cancel) =>
        {
            var directory = Options.ParseFolder(parsed.GetValue(folder)!);
            var storage = StorageAddress.Read(parsed.Configuration());
            if (storage is null && !File.Exists(CatalogueFile.In(directory)))
                throw new NightException($"There is no database in {directory}; --data names the folder of a scheduler, or of sync.");
            using var store = await CatalogueFile.Open(directory, cancel, storage);
            var id = Find(await store.Read(NightRecords.All), parsed.GetValue(night));
            var story = (await store.Read(c => NightRecords.Story(c, id)))!;
            if (parsed.GetValue(send))
                Console.WriteLine(TraceSender.Send(story, CollectorSettings.Variables));
            else if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(story, Options.Json));
            else
                TraceText.Write(CheckText.Console(Console.Out, Console.IsOutputRedirected), story);
            return CommandLine.Done;
        });
        return command;
    }

    /// <summary>An evening is the day, in UTC, of the noon before the night; of two nights of one evening the newer.</summary>
    private static Guid Find(IReadOnlyList<(Guid NightId, DateTimeOffset Began)> nights, string? name)
    {
        if (nights.Count == 0)
            throw new NightException("No night has been yet.");
        if (name is null)
            return nights[0].NightId;
        if (Guid.TryParse(name, out var id) && nights.Any(n => n.NightId == id))
            return id;
        var evening = Guid.TryParse(name, out _) ? null : Options.ParseEvening(name);
        var found = nights.Where(n => DateOnly.FromDateTime(n.Began.UtcDateTime.AddHours(-12)) == evening).ToList();
        return found.Count > 0
            ? found[0].NightId
            : throw new NightException($"No night {name} is kept; there are {string.Join(", ", nights.Take(5).Select(n => $"{n.Began:yyyy-MM-dd}"))}{(nights.Count > 5 ? " and earlier ones" : "")}.");
    }
}
