using Sync.Ledger.Databases;
using Sync.Scheduler.Catalogue;

namespace Sync.Host.Nights;

/// <summary>The catalogue that a rehearsal plays with: a copy of the user's with its counts, an import, or the demonstration.</summary>
internal static class RehearsalCatalogue
{
    /// <summary>Exposures of 1 to 5 s: thousands of rounds in a night.</summary>
    private const int ShorterForFaults = 60;

    /// <returns>the profiles of the catalogue, that of the main camera first</returns>
    public static async Task<IReadOnlyList<ProfileFilters>> Lay(RehearsalOrder order, string directory, CancellationToken cancel)
    {
        using var store = await CatalogueFile.Open(directory, cancel);
        var source = order.CatalogueFile ?? CatalogueFile.In(order.Directory);
        if (order is { CatalogueFile: null, Faults: not null })
            await store.Write(t => DemoCatalogue.Seed(t, ShorterForFaults), cancel);
        else if (order.CatalogueFile is null && !File.Exists(source))
            await store.Write(t => DemoCatalogue.Seed(t), cancel);
        else if (CatalogueFile.IsOurs(source))
            SqliteFile.CopyTables(source, CatalogueFile.In(directory), [.. CatalogueTables.Names, "frame"]);
        else
            await TargetSchedulerImport.Run(store, source, cancel);
        return await store.Read(ProfileFilters.All);
    }
}
