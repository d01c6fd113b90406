using Sync.Ledger;
using Sync.Ledger.Sagas;

namespace Sync.Scheduler.Nights;

/// <summary>The nights of this scheduler.</summary>
public sealed class NightRows(SagaTable<Night> table)
{
    /// <summary>Begun and not ended. One rig has one night; more than one row here is a defect.</summary>
    public IReadOnlyList<Night> UnderWay(Transaction t) => table.Outside(t, "Ended");
}
