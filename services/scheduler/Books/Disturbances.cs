using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Scheduler.Books;

/// <summary>Frames that were exposed while the sky moved.</summary>
internal static class Disturbances
{
    private const string Overlap = "frame.opened < sky_move.ended and frame.closed > sky_move.began";

    public static void Mark(Transaction t, FrameSaved frame) => t.Execute(
        $"""
        update frame set state = 'Rejected', reason = 'Disturbed', disturbed = 1
        where frame_id = @frame and exists (select 1 from sky_move where sky_move.night_id = frame.night_id and {Overlap})
        """,
        new { frame = frame.FrameId.Key() });

    public static int Record(Transaction t, Guid nightId, int epoch, DateTimeOffset began, DateTimeOffset ended, string kind)
    {
        var move = new
        {
            night = nightId.Key(),
            epoch,
            kind,
            began = began.ToUnixTimeMilliseconds(),
            ended = ended.ToUnixTimeMilliseconds(),
        };
        t.Execute(
            """
            insert into sky_move (night_id, epoch, kind, began, ended) select @night, @epoch, @kind, @began, @ended
            where not exists (select 1 from sky_move where night_id = @night and epoch = @epoch)
            """,
            move);
        return t.Execute(
            $"""
            update frame set state = 'Rejected', reason = 'Disturbed', disturbed = 1
            where night_id = @night and disturbed = 0
                and exists (select 1 from sky_move where sky_move.night_id = @night and sky_move.epoch = @epoch and {Overlap})
            """,
            move);
    }
}
