using System.Data.Common;
using Dapper;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.CameraAgent.Solving;

/// <summary>How the field of each camera of this process lies.</summary>
internal static class FieldJournal
{
    /// <summary>The sixth step of the agent's tables.</summary>
    public static readonly Migration Tables = new("camera-agent", 6, """
        create table camera_field (camera nvarchar(64) not null primary key, target_id char(32) not null, side varchar(8) null,
            rotator_degrees float null, angle_degrees float null, round_id char(32) null, began bigint null, changed bigint not null);
        """);

    public static FieldRow? Find(DbConnection connection, string camera) => connection.QueryFirstOrDefault<FieldRow>("""
        select camera as Camera, target_id as TargetId, side as Side, rotator_degrees as RotatorDegrees, angle_degrees as AngleDegrees,
            round_id as RoundId, began as Began
        from camera_field where camera = @camera
        """, new { camera });

    public static void Keep(Transaction t, FieldRow row)
    {
        var arguments = new { row.Camera, row.TargetId, row.Side, row.RotatorDegrees, row.AngleDegrees, row.RoundId, row.Began, now = t.Now };
        var known = t.Execute("""
            update camera_field set target_id = @TargetId, side = @Side, rotator_degrees = @RotatorDegrees, angle_degrees = @AngleDegrees,
                round_id = @RoundId, began = @Began, changed = @now
            where camera = @Camera
            """, arguments);
        if (known == 0)
        {
            t.Execute("""
                insert into camera_field (camera, target_id, side, rotator_degrees, angle_degrees, round_id, began, changed)
                values (@Camera, @TargetId, @Side, @RotatorDegrees, @AngleDegrees, @RoundId, @Began, @now)
                """, arguments);
        }
    }
}
