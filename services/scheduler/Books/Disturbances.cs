using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Scheduler.Books;

/// <summary>Frames that were exposed while the sky moved, or before it had come to rest, or was disturbed otherwise.</summary>
internal static class Disturbances
{
    /// <summary>Followed by which frames.</summary>
    public const string Reject = "update frame set state = 'Rejected', reason = 'Disturbed', disturbed = 1 where";

    /// <summary>Those that are not judged are not disturbed either.</summary>
    public const string OfThatNight = "night_id = @night and disturbed = 0 and state not in ('Aborted', 'Kept')";

    /// <summary>Frames of an epoch whose move failed are there only where the night went on although guiding had not settled.</summary>
    private const string Overlap = """
        ((frame.opened < sky_move.ended and frame.closed > sky_move.began) or (frame.epoch = sky_move.epoch and sky_move.reason is not null))
        """;

    public static void Mark(Transaction t, FrameSaved frame) => t.Execute(
        $"""
        {Reject} frame_id = @frame and (exists (select 1 from sky_move where sky_move.night_id = frame.night_id and {Overlap})
            or exists (select 1 from disturbance where disturbance.night_id = frame.night_id and {Interruptions.Overlap}))
        """,
        new { frame = frame.FrameId.Key() });

    public static int Record(Transaction t, SkyMove sky)
    {
        var move = new
        {
            night = sky.NightId.Key(),
            epoch = sky.Epoch,
            sky.Kind,
            began = sky.Began.ToUnixTimeMilliseconds(),
            ended = sky.Ended.ToUnixTimeMilliseconds(),
            sky.ShiftArcseconds,
            sky.ShiftPixels,
            sky.RmsArcseconds,
            settling = (long?)sky.Settling?.TotalMilliseconds,
            reason = sky.Reason.AtMost(400),
        };
        t.Execute(
            """
            insert into sky_move (night_id, epoch, kind, began, ended, shift_arcseconds, shift_pixels, rms_arcseconds, settling_ms, reason)
            select @night, @epoch, @Kind, @began, @ended, @ShiftArcseconds, @ShiftPixels, @RmsArcseconds, @settling, @reason
            where not exists (select 1 from sky_move where night_id = @night and epoch = @epoch)
            """,
            move);
        return t.Execute(
            $"{Reject} {OfThatNight} and exists (select 1 from sky_move where sky_move.night_id = @night and sky_move.epoch = @epoch and {Overlap})",
            move);
    }
}
