using System.Data.Common;
using Dapper;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Story;

/// <summary>How a run through focus stands in its table.</summary>
internal sealed class FocusLine
{
    private const string Sql = """
        select round_id as RoundId, camera as Camera, asked as Asked, began as Began, ended as Ended, position as Position, hfr_pixels as HfrPixels,
            explained_percent as ExplainedPercent, celsius as Celsius, reason as Reason
        from focus_run where night_id = @night
        """;

    public static IReadOnlyList<FocusRow> Of(DbConnection c, Guid nightId) => [.. c.Query<FocusLine>(Sql, new { night = nightId.Key() }).Select(l => l.ToRow())];

    public string RoundId { get; init; } = "";

    public string Camera { get; init; } = "";

    public string Asked { get; init; } = "";

    public long? Began { get; init; }

    public long? Ended { get; init; }

    public int? Position { get; init; }

    public double? HfrPixels { get; init; }

    public double? ExplainedPercent { get; init; }

    public double? Celsius { get; init; }

    public string? Reason { get; init; }

    private FocusRow ToRow() => new(Guid.ParseExact(RoundId, "N"), Camera, Asked)
    {
        Began = Began is { } began ? DateTimeOffset.FromUnixTimeMilliseconds(began) : null,
        Ended = Ended is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
        Position = Position,
        HfrPixels = HfrPixels,
        ExplainedPercent = ExplainedPercent,
        Celsius = Celsius,
        Reason = Reason,
    };
}
