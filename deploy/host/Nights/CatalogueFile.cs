using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Scheduler;
using Sync.Scheduler.Books;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Checks;
using Sync.Scheduler.Events;
using Sync.Scheduler.Story;

namespace Sync.Host.Nights;

/// <summary>The catalogue in a folder, opened without running anything.</summary>
internal static class CatalogueFile
{
    public static string In(string directory) => Path.Combine(directory, "sync.db");

    /// <exception cref="LedgerException">the database can't be used</exception>
    public static async Task<Store> Open(string directory, CancellationToken cancel, string? storage = null)
    {
        var options = new LedgerOptions { ConnectionString = storage ?? $"Data Source={In(directory)}", KeepUntilConsumed = true };
        var store = new Store(options, TimeProvider.System, new ServiceCollection().BuildServiceProvider());
        await store.Migrate(SchedulerService.Tables, cancel);
        return store;
    }

    /// <summary>Whether it is a catalogue of Sync's; anything else is left to the importers to judge.</summary>
    /// <exception cref="LedgerException">there is no such file, or it is no SQLite database</exception>
    public static bool IsOurs(string file) => SqliteFile.Holds(file, "exposure_plan");
}
