using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using Sync.Host.Settings;
using Sync.Host.Storage;
using Sync.Ledger.Backups;

namespace Sync.Host.Commands;

internal static class BackupCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The backup to write. It must not exist yet." };
        var folder = Options.Folder();
        var json = Options.AsJson();
        var command = new Command("backup", "Copies a role's store, SQLite or SQL Server, into one file. Services may run meanwhile.") { file, folder, json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var store = StoreAtRest.Open(StorageAddress.Read(parsed.Configuration()), Options.ParseFolder(parsed.GetValue(folder)!));
            var report = await Backup.Make(store, KnownTables.All, parsed.GetValue(file)!.FullName, Version, cancel);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, Options.Json) : StorageText.Of($"Wrote {report.File} ({report.Kind}).", report));
            return CommandLine.Done;
        });
        return command;
    }

    private static string Version =>
        typeof(BackupCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
