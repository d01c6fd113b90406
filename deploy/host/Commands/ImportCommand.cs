using System.CommandLine;
using System.Text.Json;
using Sync.Host.Nights;
using Sync.Host.Settings;
using Sync.Scheduler.Catalogue;

namespace Sync.Host.Commands;

internal static class ImportCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "schedulerdb.sqlite, as NINA's Target Scheduler keeps it. It is only read." };
        var folder = Options.Folder();
        var json = Options.AsJson();
        var scheduler = new Command("target-scheduler", "Brings projects, targets, templates, plans and history from NINA's Target Scheduler. Again, it updates.")
        {
            file, folder, json,
        };
        scheduler.SetAction(async (parsed, cancel) =>
        {
            using var store = await CatalogueFile.Open(Options.ParseFolder(parsed.GetValue(folder)!), cancel, StorageAddress.Read(parsed.Configuration()));
            var report = await TargetSchedulerImport.Run(store, parsed.GetValue(file)!.FullName, cancel);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, Options.Json) : Text(report));
            return CommandLine.Done;
        });
        return new Command("import", "Brings a catalogue from another program.") { scheduler };
    }

    private static string Text(ImportReport report) => string.Join(Environment.NewLine,
    [
        $"Brought {report.Projects} projects, {report.Targets} targets, {report.Templates} templates ({report.Kinds} kinds of exposure), {report.Plans} plans and {report.Frames} frames of history.",
        .. report.Left.Select(l => $"  left: {l}"),
    ]);
}
