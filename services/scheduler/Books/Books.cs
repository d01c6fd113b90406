using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Scheduler.Books;

/// <summary>
/// What was given to cameras and what came of it. Every call may come twice, and calls about one frame in any order: each changes a
/// row only from the state that it follows.
/// </summary>
public static class Books
{
    /// <summary>A camera is busy with frames of a plan. Once for each round and camera.</summary>
    public static void Allot(Transaction t, Guid nightId, Guid roundId, string camera, Guid planId, string kind, int frames) => t.Execute(
        """
        insert into allotment (round_id, camera, night_id, plan_id, kind, state, allotted, frames)
        select @round, @camera, @night, @plan, @kind, 'Open', @now, @frames
        where not exists (select 1 from allotment where round_id = @round and camera = @camera)
        """,
        new { round = roundId.Key(), camera, night = nightId.Key(), plan = planId.Key(), kind, now = t.Now, frames });

    /// <summary>No frame will come of it. Says nothing where one came already.</summary>
    /// <returns>whether that is new</returns>
    public static bool Release(Transaction t, Guid roundId, string camera, string reason) => t.Execute(
        "update allotment set state = 'Released', reason = @reason where round_id = @round and camera = @camera and state = 'Open'",
        new { round = roundId.Key(), camera, reason = reason.AtMost(400) }) == 1;

    /// <summary>
    /// A camera has ended its slot after so many whole frames: no more will come of it. The reason is why they were fewer than it was
    /// given. Says nothing where all have come already.
    /// </summary>
    public static void Took(Transaction t, Guid roundId, string camera, int frames, string? reason)
    {
        if (frames == 0)
        {
            Release(t, roundId, camera, reason ?? "No frame was taken.");
            return;
        }
        t.Execute(
            "update allotment set frames = @frames where round_id = @round and camera = @camera and state = 'Open' and frames > @frames",
            new { round = roundId.Key(), camera, frames });
        Settle(t, roundId, camera);
    }

    /// <summary>Releases what all nights but this one left open: no frame will come of it any more.</summary>
    /// <returns>how many</returns>
    public static int ReleaseFormerNights(Transaction t, Guid nightId) => t.Execute(
        "update allotment set state = 'Released', reason = 'The night is over.' where night_id <> @night and state = 'Open'",
        new { night = nightId.Key() });

    /// <summary>A frame is on disk. It waits for its verdict, unless the sky moved while it was exposed; one that is not whole, a dark and a flat get none.</summary>
    /// <returns>whether it was new</returns>
    public static bool Saved(Transaction t, FrameSaved frame)
    {
        if (Insert(t, frame) == 0)
            return false;
        if (frame.AbortedBecause is not null)
            return true;
        t.Execute("delete from lost_frame where frame_id = @frame", new { frame = frame.FrameId.Key() });
        t.Execute(
            "update allotment set state = 'Saved', reason = null where round_id = @round and camera = @Camera and state = 'Released'",
            new { round = frame.RoundId.Key(), frame.Camera });
        Settle(t, frame.RoundId, frame.Camera);
        if (frame.Work == SlotWork.Expose)
            Disturbances.Mark(t, frame);
        return true;
    }

    /// <summary>A frame was exposed but there is no file. Says nothing where there is one after all.</summary>
    /// <returns>whether that is new</returns>
    public static bool Lost(Transaction t, FrameLost frame)
    {
        var isNew = t.Execute(
            """
            insert into lost_frame (frame_id, round_id, camera, reason)
            select @frame, @round, @Camera, @reason
            where not exists (select 1 from frame where frame_id = @frame) and not exists (select 1 from lost_frame where frame_id = @frame)
            """,
            new { frame = frame.FrameId.Key(), round = frame.RoundId.Key(), frame.Camera, reason = frame.Reason.AtMost(400) }) == 1;
        if (isNew)
            Settle(t, frame.RoundId, frame.Camera);
        return isNew;
    }

    /// <summary>The verdict on a frame. What the sky spoilt stays rejected, but keeps what was measured.</summary>
    /// <returns>whether anything changed</returns>
    public static bool Graded(Transaction t, FrameGraded verdict) => t.Execute(
        """
        update frame set stars = @Stars, hfr_pixels = @HfrPixels, fwhm_pixels = @FwhmPixels,
            state = case when disturbed = 1 then state when @accepted = 1 then 'Accepted' else 'Rejected' end,
            reason = case when disturbed = 1 then reason else @reason end, graded = @now
        where frame_id = @frame and (state = 'Pending' or (disturbed = 1 and stars is null))
        """,
        new
        {
            frame = verdict.FrameId.Key(),
            accepted = verdict.Accepted ? 1 : 0,
            reason = verdict.Accepted ? null : verdict.Reason.AtMost(400),
            verdict.Stars,
            verdict.HfrPixels,
            verdict.FwhmPixels,
            now = t.Now,
        }) == 1;

    /// <summary>The sky moved: what was exposed meanwhile is spoilt, whether it is saved already or comes later.</summary>
    /// <returns>how many frames were marked</returns>
    public static int Moved(Transaction t, SkyMove move) => Disturbances.Record(t, move);

    /// <summary>Counts what has come of an allotment. With its last frame it is no longer open.</summary>
    private static void Settle(Transaction t, Guid roundId, string camera)
    {
        var slot = new { round = roundId.Key(), camera };
        t.Execute(
            """
            update allotment set booked = (select count(*) from frame where round_id = @round and camera = @camera and state <> 'Aborted')
                + (select count(*) from lost_frame where round_id = @round and camera = @camera)
            where round_id = @round and camera = @camera
            """,
            slot);
        t.Execute(
            """
            update allotment set
                state = case when exists (select 1 from frame where round_id = @round and camera = @camera and state <> 'Aborted') then 'Saved' else 'Released' end,
                reason = (select max(reason) from lost_frame where round_id = @round and camera = @camera)
            where round_id = @round and camera = @camera and state = 'Open' and booked >= frames
            """,
            slot);
    }

    private static int Insert(Transaction t, FrameSaved frame) => t.Execute(
        """
        insert into frame (frame_id, night_id, round_id, epoch, camera, plan_id, path, opened, closed, saved, exposure_seconds, filter,
            gain, binning, state, reason, disturbed, graded)
        select @frame, @night, @round, @Epoch, @Camera, @plan, @path, @opened, @closed, @saved, @exposure, @Filter, @Gain, @Binning,
            @state, @reason, 0, @graded
        where not exists (select 1 from frame where frame_id = @frame)
        """,
        new
        {
            frame = frame.FrameId.Key(),
            night = frame.NightId.Key(),
            round = frame.RoundId.Key(),
            frame.Epoch,
            frame.Camera,
            plan = frame.PlanId.Key(),
            path = frame.Path,
            opened = frame.Opened.ToUnixTimeMilliseconds(),
            closed = frame.Closed.ToUnixTimeMilliseconds(),
            saved = frame.Saved.ToUnixTimeMilliseconds(),
            exposure = frame.Exposure.TotalSeconds,
            frame.Filter,
            frame.Gain,
            frame.Binning,
            state = frame switch { { AbortedBecause: not null } => "Aborted", { Work: SlotWork.Expose } => "Pending", _ => "Kept" },
            reason = frame.AbortedBecause.AtMost(400),
            graded = frame.Work == SlotWork.Expose || frame.AbortedBecause is not null ? null : (long?)frame.Saved.ToUnixTimeMilliseconds(),
        });
}
