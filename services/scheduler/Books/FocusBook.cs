using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Scheduler.Books;

/// <summary>Which cameras were let look for their focus, and what they found. Every call may come twice.</summary>
internal static class FocusBook
{
    public static void Grant(Transaction t, Guid nightId, Guid roundId, string camera, string asked) => t.Execute(
        """
        insert into focus_run (round_id, camera, night_id, asked, granted)
        select @round, @camera, @night, @asked, @now
        where not exists (select 1 from focus_run where round_id = @round and camera = @camera)
        """,
        new { round = roundId.Key(), camera, night = nightId.Key(), asked = asked.AtMost(400), now = t.Now });

    public static void Ended(Transaction t, FocusEnded run) => t.Execute(
        """
        update focus_run set began = @began, ended = @ended, filter = @Filter, position = @PositionSteps, hfr_pixels = @HfrPixels,
            explained_percent = @ExplainedPercent, celsius = @FocuserCelsius, points = @Points, reason = @reason
        where round_id = @round and camera = @Camera and ended is null
        """,
        new
        {
            round = run.RoundId.Key(),
            run.Camera,
            began = run.Began.ToUnixTimeMilliseconds(),
            ended = run.Ended.ToUnixTimeMilliseconds(),
            run.Filter,
            run.PositionSteps,
            run.HfrPixels,
            run.ExplainedPercent,
            run.FocuserCelsius,
            run.Points,
            reason = run.Reason.AtMost(400),
        });
}
