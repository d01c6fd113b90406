using Dapper;
using Sync.Devices.Rig;
using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Scheduler.Catalogue;

namespace Sync.Host.Nights;

/// <summary>The catalogue that a rehearsal plays with: a copy of the user's, an import, or the demonstration.</summary>
internal sealed class RehearsalCatalogue(IReadOnlyList<ProfileFilters> profiles)
{
    public static async Task<RehearsalCatalogue> Lay(RehearsalOrder order, string directory, CancellationToken cancel)
    {
        using var store = await CatalogueFile.Open(directory, cancel);
        var source = order.CatalogueFile ?? CatalogueFile.In(order.Directory);
        if (order.CatalogueFile is null && !File.Exists(source))
            await DemoCatalogue.SeedIfEmpty(store, cancel);
        else if (CatalogueFile.IsOurs(source))
            SqliteFile.CopyTables(source, CatalogueFile.In(directory), CatalogueTables.Names);
        else
            await TargetSchedulerImport.Run(store, source, cancel);
        return new RehearsalCatalogue(await store.Read(ProfileFilters.All));
    }

    /// <summary>As many simulated cameras, each with the filters of one profile of the catalogue; around again when there are more cameras.</summary>
    public RigDescription Rig(int cameras)
    {
        var demo = DemoRig.Of(cameras);
        if (profiles.Count == 0)
            return demo;
        return demo with { Cameras = [.. demo.Cameras.Select((camera, i) => Fit(camera, profiles[i % profiles.Count]))] };
    }

    private static CameraDescription Fit(CameraDescription camera, ProfileFilters profile) => camera with
    {
        Profile = profile.ProfileId,
        Wheel = profile.Filters.Count == 0 ? null : new WheelDescription { Driver = "simulated", Filters = profile.Filters },
    };
}
