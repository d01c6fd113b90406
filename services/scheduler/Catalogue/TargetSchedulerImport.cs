using Sync.Ledger;
using Sync.Scheduler.Catalogue.Import;

namespace Sync.Scheduler.Catalogue;

/// <summary>
/// Takes over the database of NINA's Target Scheduler (schedulerdb.sqlite), of any version: what is read depends on the columns that
/// are there. Done again it changes what the file changed and doubles nothing; what Sync itself counted stays.
/// </summary>
public static class TargetSchedulerImport
{
    /// <summary>Reads the file and writes all of it in one transaction.</summary>
    /// <exception cref="ImportException">the file is no such database, or is damaged; nothing was written</exception>
    /// <exception cref="LedgerException">there is no such file, or it is no SQLite database; nothing was written</exception>
    public static Task<ImportReport> Run(Store store, string path, CancellationToken cancel)
    {
        var source = SourceDatabase.Load(path);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(store.Now);
        return store.Write(t => Task.FromResult(new TargetSchedulerReading(source, t, now).Run()), cancel);
    }
}
