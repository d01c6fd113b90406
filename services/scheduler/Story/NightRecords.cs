using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Story;

/// <summary>Reads what is kept of nights.</summary>
public static class NightRecords
{
    /// <summary>The nights that are kept, the newest first.</summary>
    public static IReadOnlyList<(Guid NightId, DateTimeOffset Began)> All(DbConnection c) =>
        [.. c.Query<string>("select body from night order by created desc").Select(Night).Select(n => (n.CorrelationId, n.BeganAt))];

    /// <summary>The story of one night; null when there is no such night.</summary>
    public static Step? Story(DbConnection c, Guid nightId) => Of(c, nightId) is { } record ? NightStory.Of(record) : null;

    internal static NightRecord? Of(DbConnection c, Guid nightId)
    {
        var key = new { night = nightId.Key() };
        if (c.QueryFirstOrDefault<string>("select body from night where id = @night", key) is not { } body)
            return null;
        return new()
        {
            Night = Night(body),
            Rounds = [.. RoundsOf(c, key).OrderBy(r => r.Number)],
            Moves = [.. c.Query<MoveLine>("select epoch as Epoch, kind as Kind, began as Began, ended as Ended from sky_move where night_id = @night", key)
                .Select(m => new MoveRow(m.Epoch, m.Kind, At(m.Began), At(m.Ended)))],
            Frames = [.. c.Query<FrameLine>(FrameLine.Sql, key).Select(f => f.ToRow())],
            Waits = [.. c.Query<WaitLine>("select began as Began, until as Until, reason as Reason from night_wait where night_id = @night order by began", key)
                .Select(w => new WaitRow(At(w.Began), At(w.Until), w.Reason))],
            Check = c.Query<CheckLine>("select completed as Completed, ready as Ready, items as Items from night_check where night_id = @night order by completed", key)
                .Select(l => new CheckRow(At(l.Completed), l.Ready != 0, JsonDocument.Parse(l.Items).RootElement.GetArrayLength())).FirstOrDefault(),
        };
    }

    /// <summary>A round has at least one allotment, and that knows its night.</summary>
    private static IEnumerable<Round> RoundsOf(DbConnection c, object key) => c.Query<string>(
        "select body from round where id in (select round_id from allotment where night_id = @night)", key)
        .Select(b => JsonSerializer.Deserialize<Round>(b, SagaJson.Options)!);

    private static Night Night(string body) => JsonSerializer.Deserialize<Night>(body, SagaJson.Options)!;

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed class MoveLine
    {
        public int Epoch { get; init; }

        public string Kind { get; init; } = "";

        public long Began { get; init; }

        public long Ended { get; init; }
    }

    private sealed class WaitLine
    {
        public long Began { get; init; }

        public long Until { get; init; }

        public string Reason { get; init; } = "";
    }

    private sealed class CheckLine
    {
        public long Completed { get; init; }

        public int Ready { get; init; }

        public string Items { get; init; } = "[]";
    }

    private sealed class FrameLine
    {
        public const string Sql = """
            select round_id as RoundId, camera as Camera, opened as Opened, closed as Closed, exposure_seconds as ExposureSeconds,
                state as State, reason as Reason, path as Path, stars as Stars, hfr_pixels as HfrPixels
            from frame where night_id = @night and round_id is not null
            """;

        public string RoundId { get; init; } = "";

        public string Camera { get; init; } = "";

        public long Opened { get; init; }

        public long Closed { get; init; }

        public double ExposureSeconds { get; init; }

        public string State { get; init; } = "";

        public string? Reason { get; init; }

        public string Path { get; init; } = "";

        public int? Stars { get; init; }

        public double? HfrPixels { get; init; }

        public FrameRow ToRow() => new()
        {
            RoundId = Guid.ParseExact(RoundId, "N"),
            Camera = Camera,
            Opened = At(Opened),
            Closed = At(Closed),
            ExposureSeconds = ExposureSeconds,
            State = State,
            Reason = Reason,
            Path = Path,
            Stars = Stars,
            HfrPixels = HfrPixels,
        };
    }
}
