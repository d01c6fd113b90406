using System.Data.Common;
using Dapper;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.CameraAgent.Focusing;

/// <summary>Where each camera of this process was last in focus: a row a camera.</summary>
internal static class FocusJournal
{
    /// <summary>The fifth step of the agent's tables, with the radii that frames have shown since.</summary>
    public static readonly Migration Tables = new("camera-agent", 5, """
        create table camera_focus (camera nvarchar(64) not null primary key, position int not null, hfr_pixels float null, celsius float null,
            filter nvarchar(100) null, focused_at bigint not null, at_rest int not null, round_id char(32) null, night_id char(32) null,
            run_began bigint null, changed bigint not null);
        alter table camera_frame add hfr_pixels float null;
        """);

    public static FocusRow? Find(DbConnection connection, string camera) => connection.QueryFirstOrDefault<Line>("""
        select camera as Camera, position as Position, hfr_pixels as HfrPixels, celsius as Celsius, filter as Filter, focused_at as FocusedAt,
            at_rest as AtRest, round_id as RoundId, night_id as NightId, run_began as RunBegan
        from camera_focus where camera = @camera
        """, new { camera })?.ToRow();

    public static void Keep(Transaction t, FocusRow row)
    {
        var arguments = new
        {
            row.Camera, row.Position, row.HfrPixels, row.Celsius, row.Filter, row.FocusedAt, atRest = row.AtRest ? 1 : 0, row.RoundId,
            row.NightId, row.RunBegan, now = t.Now,
        };
        var known = t.Execute("""
            update camera_focus set position = @Position, hfr_pixels = @HfrPixels, celsius = @Celsius, filter = @Filter, focused_at = @FocusedAt,
                at_rest = @atRest, round_id = @RoundId, night_id = @NightId, run_began = @RunBegan, changed = @now
            where camera = @Camera
            """, arguments);
        if (known == 0)
        {
            t.Execute("""
                insert into camera_focus (camera, position, hfr_pixels, celsius, filter, focused_at, at_rest, round_id, night_id, run_began, changed)
                values (@Camera, @Position, @HfrPixels, @Celsius, @Filter, @FocusedAt, @atRest, @RoundId, @NightId, @RunBegan, @now)
                """, arguments);
        }
    }

    private sealed class Line
    {
        public string Camera { get; init; } = "";

        public int Position { get; init; }

        public double? HfrPixels { get; init; }

        public double? Celsius { get; init; }

        public string? Filter { get; init; }

        public long FocusedAt { get; init; }

        public int AtRest { get; init; }

        public string? RoundId { get; init; }

        public string? NightId { get; init; }

        public long? RunBegan { get; init; }

        public FocusRow ToRow() => new()
        {
            Camera = Camera, Position = Position, HfrPixels = HfrPixels, Celsius = Celsius, Filter = Filter, FocusedAt = FocusedAt,
            AtRest = AtRest != 0, RoundId = RoundId, NightId = NightId, RunBegan = RunBegan,
        };
    }
}
