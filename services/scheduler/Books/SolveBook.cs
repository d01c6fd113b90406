using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Scheduler.Books;

/// <summary>Which cameras were let find out how their fields lie, and what they found. Every call may come twice.</summary>
internal static class SolveBook
{
    public static void Grant(Transaction t, Guid nightId, Guid roundId, string camera) => t.Execute(
        """
        insert into field_solve (round_id, camera, night_id, granted)
        select @round, @camera, @night, @now
        where not exists (select 1 from field_solve where round_id = @round and camera = @camera)
        """,
        new { round = roundId.Key(), camera, night = nightId.Key(), now = t.Now });

    public static void Ended(Transaction t, SolveEnded solve) => t.Execute(
        """
        update field_solve set began = @began, ended = @ended, angle_degrees = @AngleDegrees, wanted_degrees = @WantedDegrees,
            offset_arcseconds = @OffsetArcseconds, pixel_arcseconds = @PixelArcseconds, tries = @Tries, reason = @reason
        where round_id = @round and camera = @Camera and ended is null
        """,
        new
        {
            round = solve.RoundId.Key(),
            solve.Camera,
            began = solve.Began.ToUnixTimeMilliseconds(),
            ended = solve.Ended.ToUnixTimeMilliseconds(),
            solve.AngleDegrees,
            solve.WantedDegrees,
            solve.OffsetArcseconds,
            solve.PixelArcseconds,
            solve.Tries,
            reason = solve.Reason.AtMost(400),
        });
}
