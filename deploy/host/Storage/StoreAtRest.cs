using Sync.Host.Nights;
using Sync.Ledger;

namespace Sync.Host.Storage;

/// <summary>A role's store, opened without running anything and without touching its tables.</summary>
internal static class StoreAtRest
{
    /// <param name="storage">connection string; null for SQLite in the folder</param>
    /// <param name="folder">of the role</param>
    public static Store Open(string? storage, string folder) => new(
        new LedgerOptions { ConnectionString = storage ?? $"Data Source={CatalogueFile.In(folder)}", KeepUntilConsumed = true },
        TimeProvider.System,
        new ServiceCollection().BuildServiceProvider());
}
