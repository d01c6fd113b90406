using System.Data.Common;
using Dapper;
using Sync.Ledger;

namespace Sync.Scheduler.Books;

/// <summary>Frames of one plan that Sync itself has taken, by what became of them. Imported ones are history and not in here.</summary>
/// <param name="Accepted">Judged good.</param>
/// <param name="Pending">Saved, not judged.</param>
/// <param name="Rejected">Judged bad, or spoilt by the sky's motion.</param>
/// <param name="UnderWay">Given to a camera that has neither saved them nor given up.</param>
public sealed record Progress(int Accepted, int Pending, int Rejected, int UnderWay)
{
    public static readonly Progress None = new(0, 0, 0, 0);

    private const string Sql = """
        select plan_id as PlanId, state as State, count(*) as Frames from frame where night_id is not null group by plan_id, state
        union all
        select plan_id, 'UnderWay', sum(frames - booked) from allotment where state = 'Open' group by plan_id
        """;

    /// <summary>Of every plan that has any.</summary>
    public static IReadOnlyDictionary<Guid, Progress> ByPlan(Transaction t) => ByPlan(t.Query<Row>(Sql));

    /// <inheritdoc cref="ByPlan(Transaction)"/>
    public static IReadOnlyDictionary<Guid, Progress> ByPlan(DbConnection c) => ByPlan(c.Query<Row>(Sql));

    private static Dictionary<Guid, Progress> ByPlan(IEnumerable<Row> rows) =>
        rows.GroupBy(r => Guid.ParseExact(r.PlanId, "N")).ToDictionary(g => g.Key, Of);

    private static Progress Of(IEnumerable<Row> rows)
    {
        var counts = rows.ToDictionary(r => r.State, r => r.Frames);
        return new(
            counts.GetValueOrDefault("Accepted"),
            counts.GetValueOrDefault("Pending"),
            counts.GetValueOrDefault("Rejected"),
            counts.GetValueOrDefault("UnderWay"));
    }

    private sealed class Row
    {
        public string PlanId { get; init; } = "";

        public string State { get; init; } = "";

        public int Frames { get; init; }
    }
}
