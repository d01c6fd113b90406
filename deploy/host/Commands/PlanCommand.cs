using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Sync.Devices.Rig;
using Sync.Host.Nights;
using Sync.Host.Reports;
using Sync.Host.Settings;
using Sync.Scheduler;
using Sync.Scheduler.Books;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Planning;

namespace Sync.Host.Commands;

internal static class PlanCommand
{
    public static Command Make()
    {
        var evening = Options.Evening();
        var (site, rig, cameras, folder, json) = (Options.Site(), Options.Rig(), Options.Cameras(), Options.Folder(), Options.AsJson());
        var command = new Command("plan", "Shows what the night would bring: which target when, with which camera, and why not the others.")
        {
            evening, site, rig, cameras, folder, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var night = Options.ParseEvening(parsed.GetValue(evening));
            using var store = await CatalogueFile.Open(Options.ParseFolder(parsed.GetValue(folder)!), cancel, StorageAddress.Read(parsed.Configuration()));
            await store.Write(t => DemoCatalogue.Seed(t), cancel);
            var profiles = await store.Read(ProfileFilters.All);
            var described = RigChoice.Of(parsed.GetValue(rig)?.FullName, Options.ParseSite(parsed.GetValue(site)), Options.ParseCameras(parsed.GetValue(cameras)), profiles);
            var readouts = await store.Read(Readouts.ByCamera);
            var input = new PlanningInput
            {
                Now = Begin(described, night),
                Site = described.Site.ToGeoSite(),
                Skyline = described.Site.Skyline(),
                Targets = await store.Read(CatalogueStore.Plannable),
                Cameras = [.. described.Cameras.Select(c => Camera(c, readouts))],
                Pacing = SchedulerService.PacingOf(parsed.Configuration(), [.. described.Cameras.Select(c => c.Name)]),
                Flip = (parsed.Configuration().GetSection("Flip").Get<FlipOptions>() ?? new()).Rule,
            };
            var preview = Preview.Of(input);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(preview, Options.Json) : PlanText.Of(preview, described.Site, input.Targets));
            return CommandLine.Done;
        });
        return command;
    }

    private static CameraToPlan Camera(CameraDescription camera, IReadOnlyDictionary<string, TimeSpan> readouts) => new(
        camera.Name, camera.ProfileOrName(), camera.Wheel?.Filters ?? [], readouts.TryGetValue(camera.Name, out var measured) ? measured : null);

    /// <summary>From the noon before; tonight from now on.</summary>
    private static DateTimeOffset Begin(RigDescription rig, DateOnly? evening)
    {
        var (site, now) = (rig.Site.ToGeoSite(), TimeProvider.System.GetUtcNow());
        var noon = Astro.Twilight.Night.Of(site, evening ?? Dusk.Tonight(site, now)).Noon;
        return now > noon && now < noon.AddDays(1) ? now : noon;
    }
}
