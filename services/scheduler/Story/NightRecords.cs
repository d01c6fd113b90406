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
            IsFormer = c.ExecuteScalar<int>("select count(*) from night where created > (select created from night where id = @night)", key) > 0,
            Rounds = [.. RoundsOf(c, key).OrderBy(r => r.Number)],
            Moves = [.. c.Query<MoveLine>(MoveLine.Sql, key).Select(m => m.ToMove(nightId))],
            Frames = [.. c.Query<FrameLine>(FrameLine.Sql, key).Select(f => f.ToRow())],
            Released = [.. c.Query<(string Round, string Camera, string? Reason)>(
                "select round_id, camera, reason from allotment where night_id = @night and state = 'Released'", key)
                .Select(r => new ReleasedRow(Guid.ParseExact(r.Round, "N"), r.Camera, r.Reason))],
            Focuses = FocusLine.Of(c, nightId),
            Solves = SolveLine.Of(c, nightId),
            Lost = [.. c.Query<(string Frame, string Round, string Camera, string Reason)>(
                $"select frame_id, round_id, camera, reason from lost_frame where round_id in ({RoundsOfNight})", key)
                .Select(l => new LostRow(Guid.ParseExact(l.Frame, "N"), Guid.ParseExact(l.Round, "N"), l.Camera, l.Reason))],
            Waits = [.. c.Query<(long Began, long Until, long? Ended, string Reason)>(
                "select began, until, ended, reason from night_wait where night_id = @night order by began", key)
                .Select(w => new WaitRow(At(w.Began), At(w.Until), At(w.Ended), w.Reason))],
            Faults = [.. c.Query<(long At, string What, string? Camera)>("select at, what, camera from night_fault where night_id = @night order by seq", key)
                .Select(f => new FaultRow(At(f.At), f.What, f.Camera))],
            Disturbances = [.. c.Query<(string Id, long Began, long? Ended, string Reason)>(
                "select id, began, ended, reason from disturbance where night_id = @night order by began", key)
                .Select(d => new DisturbanceRow(Guid.ParseExact(d.Id, "N"), At(d.Began), At(d.Ended), d.Reason))],
            Events = [.. c.Query<(string Id, string Name, string? Target, long Began, long? Ended, string? Trouble)>(
                "select event_id, name, target, began, ended, trouble from night_event where night_id = @night order by began", key)
                .Select(e => new EventRow(Guid.ParseExact(e.Id, "N"), e.Name, e.Target, At(e.Began), At(e.Ended), e.Trouble))],
            Check = c.Query<(long Completed, int Ready, string Items)>(
                "select completed, ready, items from night_check where night_id = @night order by completed", key)
                .Select(l => new CheckRow(At(l.Completed), l.Ready != 0, JsonDocument.Parse(l.Items).RootElement.GetArrayLength())).FirstOrDefault(),
        };
    }

    /// <summary>A round has at least one allotment, or a camera that focuses or solves, or is the script's, and those know its night.</summary>
    private const string RoundsOfNight = """
        select round_id from allotment where night_id = @night union select round_id from focus_run where night_id = @night
        union select round_id from field_solve where night_id = @night union select round_id from script_round where night_id = @night
        """;

    private static IEnumerable<Round> RoundsOf(DbConnection c, object key) => c.Query<string>(
        $"select body from round where id in ({RoundsOfNight})", key)
        .Select(b => JsonSerializer.Deserialize<Round>(b, SagaJson.Options)!);

    private static Night Night(string body) => JsonSerializer.Deserialize<Night>(body, SagaJson.Options)!;

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static DateTimeOffset? At(long? milliseconds) => milliseconds is { } known ? At(known) : null;

    private sealed class MoveLine
    {
        public const string Sql = """
            select epoch as Epoch, kind as Kind, began as Began, ended as Ended, shift_arcseconds as ShiftArcseconds, shift_pixels as ShiftPixels,
                rms_arcseconds as RmsArcseconds, settling_ms as Settling, reason as Reason
            from sky_move where night_id = @night order by epoch
            """;

        public int Epoch { get; init; }

        public string Kind { get; init; } = "";

        public long Began { get; init; }

        public long Ended { get; init; }

        public double? ShiftArcseconds { get; init; }

        public double? ShiftPixels { get; init; }

        public double? RmsArcseconds { get; init; }

        public long? Settling { get; init; }

        public string? Reason { get; init; }

        public SkyMove ToMove(Guid nightId) => new()
        {
            NightId = nightId,
            Epoch = Epoch,
            Kind = Kind,
            Began = At(Began),
            Ended = At(Ended),
            ShiftArcseconds = ShiftArcseconds,
            ShiftPixels = ShiftPixels,
            RmsArcseconds = RmsArcseconds,
            Settling = Settling is { } known ? TimeSpan.FromMilliseconds(known) : null,
            Reason = Reason,
        };
    }

    private sealed class FrameLine
    {
        public const string Sql = """
            select frame_id as FrameId, round_id as RoundId, camera as Camera, opened as Opened, closed as Closed, saved as Saved, graded as Graded,
                exposure_seconds as ExposureSeconds, state as State, reason as Reason, path as Path, stars as Stars, hfr_pixels as HfrPixels
            from frame where night_id = @night and round_id is not null
            """;

        public string FrameId { get; init; } = "";

        public string RoundId { get; init; } = "";

        public string Camera { get; init; } = "";

        public long Opened { get; init; }

        public long Closed { get; init; }

        public long? Saved { get; init; }

        public long? Graded { get; init; }

        public double ExposureSeconds { get; init; }

        public string State { get; init; } = "";

        public string? Reason { get; init; }

        public string Path { get; init; } = "";

        public int? Stars { get; init; }

        public double? HfrPixels { get; init; }

        public FrameRow ToRow() => new()
        {
            FrameId = Guid.ParseExact(FrameId, "N"),
            RoundId = Guid.ParseExact(RoundId, "N"),
            Camera = Camera,
            Opened = At(Opened),
            Closed = At(Closed),
            Saved = At(Saved),
            Graded = At(Graded),
            ExposureSeconds = ExposureSeconds,
            State = State,
            Reason = Reason,
            Path = Path,
            Stars = Stars,
            HfrPixels = HfrPixels,
        };
    }
}
