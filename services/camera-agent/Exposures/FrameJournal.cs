using System.Data.Common;
using Dapper;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.CameraAgent.Exposures;

/// <summary>The exposures of each slot: a row a frame, written before the shutter opens and after it closed.</summary>
internal static class FrameJournal
{
    /// <summary>The third step of the agent's tables. Until then a slot had one frame, in its own row.</summary>
    public static readonly Migration Tables = new("camera-agent", 3, """
        create table camera_frame (frame_id char(32) not null primary key, camera nvarchar(64) not null, round_id char(32) not null,
            state varchar(8) not null, path nvarchar(1000) not null, opened_at bigint null, closed_at bigint null, saved_at bigint null,
            reason nvarchar(max) null, changed bigint not null);
        create index camera_frame_slot on camera_frame (camera, round_id);
        create index camera_frame_state on camera_frame (state);
        insert into camera_frame (frame_id, camera, round_id, state, path, opened_at, closed_at, saved_at, reason, changed)
            select frame_id, camera, round_id, state, path, opened_at, closed_at, saved_at, reason, changed from camera_slot where frame_id is not null;
        update camera_slot set reason = null where taken = 1;
        update camera_slot set state = 'ended' where state <> 'begun';
        alter table camera_slot drop column frame_id;
        alter table camera_slot drop column path;
        alter table camera_slot drop column opened_at;
        alter table camera_slot drop column closed_at;
        alter table camera_slot drop column saved_at;
        """);

    private const string Columns = """
        select f.frame_id as FrameId, f.camera as Camera, f.round_id as RoundId, f.state as State, s.prepared as Prepared, f.path as Path,
            f.opened_at as OpenedAt, f.closed_at as ClosedAt, f.saved_at as SavedAt, f.hfr_pixels as HfrPixels, f.reason as Reason
        from camera_frame f join camera_slot s on s.camera = f.camera and s.round_id = f.round_id
        """;

    /// <summary>The oldest first.</summary>
    public static IReadOnlyList<FrameRow> InState(DbConnection connection, string camera, string state) =>
        connection.Query<FrameRow>($"{Columns} where f.camera = @camera and f.state = @state order by f.changed", new { camera, state }).AsList();

    /// <summary>Whether the shutter may be open in that round.</summary>
    public static bool IsExposing(Transaction t, SlotRow slot) => t.First<int>(
        "select count(*) from camera_frame where camera = @Camera and round_id = @RoundId and state = 'begun'", slot) > 0;

    /// <summary>How many frames the camera has begun in that night.</summary>
    public static int Count(Transaction t, string camera, Guid nightId) => t.First<int>("""
        select count(*) from camera_slot s join camera_frame f on f.camera = s.camera and f.round_id = s.round_id
        where s.camera = @camera and s.night_id = @night
        """, new { camera, night = nightId.ToString("N") });

    /// <summary>Whole ones that were closed after that instant, in their order.</summary>
    public static IReadOnlyList<FrameRow> ClosedAfter(DbConnection connection, string camera, long milliseconds) =>
        connection.Query<FrameRow>($"{Columns} where f.camera = @camera and f.closed_at > @milliseconds and f.reason is null order by f.closed_at", new { camera, milliseconds }).AsList();

    /// <returns>false when the slot has ended meanwhile; then nothing was written, and nothing may be exposed</returns>
    public static bool Add(Transaction t, FrameRow row) => t.Execute("""
        insert into camera_frame (frame_id, camera, round_id, state, path, changed)
        select @FrameId, @Camera, @RoundId, @State, @Path, @now
        where exists (select 1 from camera_slot where camera = @Camera and round_id = @RoundId and state = 'begun')
        """, With(row, t.Now)) == 1;

    /// <returns>false when the row is no longer in the state <paramref name="from"/>; then nothing was written</returns>
    public static bool Change(Transaction t, string from, FrameRow row)
    {
        var arguments = With(row, t.Now);
        arguments.Add("from", from);
        return t.Execute("""
            update camera_frame set state = @State, path = @Path, opened_at = @OpenedAt, closed_at = @ClosedAt, saved_at = @SavedAt,
                hfr_pixels = @HfrPixels, reason = @Reason, changed = @now
            where frame_id = @FrameId and state = @from
            """, arguments) == 1;
    }

    private static DynamicParameters With(FrameRow row, long now) => new(new
    {
        row.FrameId, row.Camera, row.RoundId, row.State, row.Path, row.OpenedAt, row.ClosedAt, row.SavedAt, row.HfrPixels, row.Reason, now,
    });
}
