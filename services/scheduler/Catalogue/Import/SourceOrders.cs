using Sync.Ledger;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Catalogue.Import;

/// <summary>The order of exposures that a target prescribes for itself.</summary>
internal static class SourceOrders
{
    private const int Dither = 1;

    /// <param name="t">the transaction; the target has no order yet</param>
    /// <param name="targetId">the target</param>
    /// <param name="target">its name</param>
    /// <param name="rows">its items</param>
    /// <param name="plans">its plans in their order, empty where one was left</param>
    /// <param name="left">takes a word about what can't be followed</param>
    public static void Put(Transaction t, Guid targetId, string target, IEnumerable<SourceRow> rows, IReadOnlyList<Guid> plans, List<string> left)
    {
        var position = 0;
        foreach (var row in rows.OrderBy(r => r.Long("order")))
        {
            var isDither = row.Whole("action") == Dither;
            var index = row.Whole("referenceIdx") ?? -1;
            var plan = index >= 0 && index < plans.Count ? plans[index] : Guid.Empty;
            if (!isDither && plan == Guid.Empty)
            {
                left.Add($"target \"{target}\": item {row.Text("order")} of its exposure order was left, for it has no plan {index}.");
                continue;
            }

            t.Execute(
                "insert into exposure_order_item (target_id, position, plan_id) values (@target, @position, @plan)",
                new { target = targetId.Key(), position = ++position, plan = isDither ? null : plan.Key() });
        }
    }
}
