using System.CommandLine;
using System.Text.Json;
using Sync.Host.Settings;
using Sync.Host.Storage;
using Sync.Ledger.Backups;

namespace Sync.Host.Commands;

internal static class RestoreCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A backup that sync backup wrote, of either kind of store." };
        var replace = new Option<bool>("--replace") { Description = "Let what the store holds now go." };
        var folder = Options.Folder();
        var json = Options.AsJson();
        var command = new Command("restore", "Puts a backup into a role's store, SQLite or SQL Server: all of it, or nothing is changed. The role must be stopped.")
        {
            file, replace, folder, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            using var store = StoreAtRest.Open(StorageAddress.Read(parsed.Configuration()), Options.ParseFolder(parsed.GetValue(folder)!));
            var report = await Restore.Run(store, KnownTables.All, parsed.GetValue(file)!.FullName, parsed.GetValue(replace), cancel);
            Console.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(report, Options.Json)
                : StorageText.Of($"Restored {report.File}, made of {report.Kind} by Sync {report.Program} on {report.Made:yyyy-MM-dd HH:mm} UTC.", report));
            return CommandLine.Done;
        });
        return command;
    }
}
