using System.Data.Common;
using Dapper;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Story;

/// <summary>How a camera's search for its field stands in its table.</summary>
internal sealed class SolveLine
{
    private const string Sql = """
        select round_id as RoundId, camera as Camera, began as Began, ended as Ended, angle_degrees as AngleDegrees, wanted_degrees as WantedDegrees,
            offset_arcseconds as OffsetArcseconds, tries as Tries, reason as Reason
        from field_solve where night_id = @night
        """;

    public static IReadOnlyList<SolveRow> Of(DbConnection c, Guid nightId) => [.. c.Query<SolveLine>(Sql, new { night = nightId.Key() }).Select(l => l.ToRow())];

    public string RoundId { get; init; } = "";

    public string Camera { get; init; } = "";

    public long? Began { get; init; }

    public long? Ended { get; init; }

    public double? AngleDegrees { get; init; }

    public double? WantedDegrees { get; init; }

    public double? OffsetArcseconds { get; init; }

    public int? Tries { get; init; }

    public string? Reason { get; init; }

    private SolveRow ToRow() => new(Guid.ParseExact(RoundId, "N"), Camera)
    {
        Began = Began is { } began ? DateTimeOffset.FromUnixTimeMilliseconds(began) : null,
        Ended = Ended is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
        AngleDegrees = AngleDegrees,
        WantedDegrees = WantedDegrees,
        OffsetArcseconds = OffsetArcseconds,
        Tries = Tries,
        Reason = Reason,
    };
}
