using System.Data.Common;
using Dapper;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.CameraAgent.Exposures;

/// <summary>What each camera of this process did in each round: a row a slot, written when the hold is taken and after each exposure.</summary>
internal static class Journal
{
    public static readonly Migration Tables = new("camera-agent", 1, """
        create table camera_slot (camera nvarchar(64) not null, round_id char(32) not null, night_id char(32) null,
            epoch int not null, state varchar(8) not null, frame_id char(32) null, prepared nvarchar(max) null,
            path nvarchar(1000) null, opened_at bigint null, closed_at bigint null, taken int not null,
            open_milliseconds bigint not null, reason nvarchar(max) null, changed bigint not null,
            primary key (camera, round_id));
        create index camera_slot_state on camera_slot (state);
        create index camera_slot_night on camera_slot (night_id);
        """);

    /// <summary>The second step: when the file was whole.</summary>
    public static readonly Migration Saved = new("camera-agent", 2, """
        alter table camera_slot add saved_at bigint null;
        """);

    /// <summary>The seventh step: the highest epoch of a night is looked up before each hold.</summary>
    public static readonly Migration Epochs = new("camera-agent", 7, """
        create index camera_slot_epoch on camera_slot (camera, night_id, epoch);
        """);

    private const string Columns = """
        select camera as Camera, round_id as RoundId, night_id as NightId, epoch as Epoch, state as State, prepared as Prepared,
            taken as Taken, open_milliseconds as OpenMilliseconds, reason as Reason
        from camera_slot
        """;

    public static SlotRow? Find(Transaction t, string camera, Guid roundId) =>
        t.First<SlotRow>($"{Columns} where camera = @camera and round_id = @round", new { camera, round = roundId.ToString("N") });

    /// <summary>Slots whose hold was taken and which have not ended, the oldest first.</summary>
    public static IReadOnlyList<SlotRow> Begun(DbConnection connection, string camera) =>
        connection.Query<SlotRow>($"{Columns} where camera = @camera and state = 'begun' order by changed", new { camera }).AsList();

    /// <summary>The highest epoch of that night in which the camera took part; null when it took part in none.</summary>
    public static int? Epoch(Transaction t, string camera, Guid nightId) => t.First<int?>(
        "select max(epoch) from camera_slot where camera = @camera and night_id = @night", new { camera, night = nightId.ToString("N") });

    public static void Add(Transaction t, SlotRow row) => t.Execute("""
        insert into camera_slot (camera, round_id, night_id, epoch, state, prepared, taken, open_milliseconds, reason, changed)
        values (@Camera, @RoundId, @NightId, @Epoch, @State, @Prepared, @Taken, @OpenMilliseconds, @Reason, @now)
        """, With(row, t.Now));

    /// <returns>false when the slot has ended before; then nothing was written</returns>
    public static bool Change(Transaction t, SlotRow row) => t.Execute("""
        update camera_slot set state = @State, taken = @Taken, open_milliseconds = @OpenMilliseconds, reason = @Reason, changed = @now
        where camera = @Camera and round_id = @RoundId and state = 'begun'
        """, With(row, t.Now)) == 1;

    private static DynamicParameters With(SlotRow row, long now)
    {
        var arguments = new DynamicParameters(row);
        arguments.Add("now", now);
        return arguments;
    }
}
