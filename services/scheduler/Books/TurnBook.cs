using System.Data.Common;
using Dapper;
using Sync.Ledger;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Books;

/// <summary>What each camera took of each target last, over nights: whose turn is next in an order of exposures.</summary>
internal static class TurnBook
{
    private const string Sql = "select target_id as TargetId, camera as Camera, plan_id as PlanId, frames as Frames, item as Item from plan_turn";

    /// <summary>A round is closed.</summary>
    /// <param name="t">the transaction</param>
    /// <param name="targetId">what it looked at</param>
    /// <param name="given">to the cameras</param>
    /// <param name="taken">whole frames of each camera</param>
    public static void Took(Transaction t, Guid targetId, IEnumerable<NightSlot> given, IReadOnlyDictionary<string, int> taken)
    {
        foreach (var slot in given)
        {
            if (taken.GetValueOrDefault(slot.Camera) is var frames and > 0)
                Keep(t, targetId, slot.Camera, before => Turn.After(before, slot.PlanId, frames, slot.Item));
        }
    }

    public static ILookup<Guid, KeyValuePair<string, Turn>> ByTarget(Transaction t) => ByTarget(t.Query<Row>(Sql));

    /// <inheritdoc cref="ByTarget(Transaction)"/>
    public static ILookup<Guid, KeyValuePair<string, Turn>> ByTarget(DbConnection c) => ByTarget(c.Query<Row>(Sql));

    private static ILookup<Guid, KeyValuePair<string, Turn>> ByTarget(IEnumerable<Row> rows) =>
        rows.ToLookup(r => Guid.ParseExact(r.TargetId, "N"), r => KeyValuePair.Create(r.Camera, r.Turn));

    private static void Keep(Transaction t, Guid targetId, string camera, Func<Turn?, Turn> next)
    {
        var key = new { target = targetId.Key(), camera };
        var before = t.Query<Row>($"{Sql} where target_id = @target and camera = @camera", key).FirstOrDefault();
        var turn = next(before?.Turn);
        t.Execute(
            before is null
                ? "insert into plan_turn (target_id, camera, plan_id, frames, item) values (@target, @camera, @plan, @frames, @item)"
                : "update plan_turn set plan_id = @plan, frames = @frames, item = @item where target_id = @target and camera = @camera",
            new { key.target, camera, plan = turn.PlanId.Key(), frames = turn.Frames, item = turn.Item });
    }

    private sealed class Row
    {
        public string TargetId { get; init; } = "";

        public string Camera { get; init; } = "";

        public string PlanId { get; init; } = "";

        public int Frames { get; init; }

        public int? Item { get; init; }

        public Turn Turn => new(Guid.ParseExact(PlanId, "N"), Frames, Item);
    }
}
