using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Messages;
using Sync.Scheduler.Books;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Checks;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Planning;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Story;

namespace Sync.Scheduler.Nights;

/// <summary>What the night does when something happens: the decisions and messages of each step.</summary>
internal sealed partial class NightConduct(
    NightOptions options, FlipOptions flip, GuidingOptions guiding, NightPlan plan, NightCentring centring, CameraFleet fleet, Tonight tonight, Checkups checkups, NightEvents events,
    SchedulerMeter meter, TimeProvider time, ILogger<NightConduct> log)
{
    private readonly NightMoves moves = new(options, guiding, centring, fleet, log);
    private readonly NightFlips flips = new(flip);
    private readonly NightWaits waits = new(meter, time);

    public DateTimeOffset MoveOverdueAt => Now + options.MoveWithin;

    private DateTimeOffset Now => time.GetUtcNow();

    public void Begin(BehaviorContext<Night, StartNight> context)
    {
        var night = context.Saga;
        (night.BeganAt, night.Ends, night.Expected) = (Now, context.Message.Ends, [.. context.Message.Cameras]);
        Books.Books.ReleaseFormerNights(context.Ledger(), night.CorrelationId);
        events.Start(night);
        Began(log, night.Expected.Count);
        context.Ledger().OnCommitted(() => checkups.BeginForNight(night.CorrelationId, night.Ends));
    }

    /// <summary>Asks the planner, and does what it says. Afterwards the row has a round, or an instant to wait for, or a reason to stop.</summary>
    public async Task Choose(BehaviorContext<Night> context)
    {
        var night = context.Saga;
        waits.End(context);
        (night.RoundId, night.MoveId, night.WaitsUntil, night.WaitReason, night.WaitsForCameras) = (null, null, null, null, false);
        var cameras = fleet.Present;
        if (Listening(night, cameras) is { } until)
            WaitForCameras(night, until, "cameras that have not announced themselves yet");
        else if (cameras.Count == 0)
            WaitForCameras(night, Now + options.PauseAtMost, "a camera: none is there");
        else if (!await events.Begin(context, [.. cameras.Select(c => c.Camera)]))
            await Decide(context, cameras);
        waits.Keep(context);
        Show(context);
    }

    public bool EndsTheWait(Night night) =>
        night.WaitsForCameras && Listening(night, fleet.Present) is null;

    public async Task Settled(BehaviorContext<Night, SkySettled> context)
    {
        var (night, settled) = (context.Saga, context.Message);
        Keep(context, SkyMove.Of(settled, night.MoveKind));
        NightFlips.Settled(night, settled);
        night.MustRecentre = guiding.RecentreAfterRestart && settled.Restarted && night.MoveKind == "dither";
        night.Unsettled = settled.Unsettled is null ? 0 : night.Unsettled + 1;
        var pointed = settled.Unsettled is null && settled.Epoch > night.ParkedIn;
        (night.MoveId, night.PointsAt) = (null, pointed ? night.TargetId : null); // otherwise the next move points anew
        await context.Ledger().Send(Addresses.Round, new SkyReady { RoundId = night.RoundId!.Value, Side = night.Side });
        Show(context);
    }

    public async Task Failed(BehaviorContext<Night, MoveFailed> context)
    {
        Keep(context, SkyMove.Of(context.Message, context.Saga.MoveKind));
        await GiveUpTheMove(context, context.Message.Reason);
    }

    public Task Overdue(BehaviorContext<Night> context) =>
        GiveUpTheMove(context, $"Nothing was heard of it for {options.MoveWithin}; see whether the dither service runs.");

    public void Closed(BehaviorContext<Night, RoundClosed> context)
    {
        var night = context.Saga;
        var taken = context.Message.Cameras.ToDictionary(c => c.Camera, c => c.Frames);
        night.SinceDither.AddRange(night.UnderWay.SelectMany(s => Enumerable.Repeat(new TakenExposure(s.Camera, s.Filter), taken.GetValueOrDefault(s.Camera))));
        if (night.MoveId is not null) // it goes on, and where it ends nobody will wait to hear
            (night.MoveId, night.PointsAt) = (null, null);
        foreach (var camera in context.Message.Cameras)
            night.Heard(camera.Camera, camera.NeverReady);
        night.Failures = context.Message.Opened ? 0 : night.Failures + 1;
        if (!context.Message.Opened)
            FocusGrants.TakeBack(night.Focused, night.Focusing);
        SolveGrants.Closed(night, context.Message);
        centring.Closed(night, context.Message);
        if (!context.Message.Opened)
            NotOpened(log, night.Rounds, string.Join(" ", context.Message.Cameras.Select(c => $"{c.Camera}: {c.Reason}")));
        (night.RoundId, night.UnderWay) = (null, []);
        events.Exposed(night, taken.Where(c => c.Value > 0).Select(c => c.Key));
    }

    public void Pause<T>(BehaviorContext<Night, T> context)
        where T : class
    {
        var night = context.Saga;
        (night.WaitsUntil, night.WaitReason, night.WaitCause) = (Now + night.Pause(options), "the next try after a failure", WaitCause.Failure);
        waits.Keep(context);
        Show(context);
    }

    public void Stop(BehaviorContext<Night, StopNight> context) => context.Saga.StopReason ??= context.Message.Reason;

    /// <summary>A round that has not opened never will; exposures under way are finished, unless they are to be aborted.</summary>
    public async Task StopTheRound(BehaviorContext<Night, StopNight> context)
    {
        Stop(context);
        if (context.Message.AbortExposures || context.Saga.MoveId is not null)
            await NightMoves.CancelRound(context, context.Message.Reason);
    }

    public async Task Park(BehaviorContext<Night> context)
    {
        waits.End(context);
        await NightMoves.Park(context);
        Parking(log, context.Saga.StopReason!);
        Show(context, "Parking");
    }

    public void Parked(BehaviorContext<Night, SkySettled> context)
    {
        Keep(context, SkyMove.Of(context.Message, context.Saga.MoveKind));
        context.Saga.EndReason = context.Saga.StopReason;
    }

    public void NotParked(BehaviorContext<Night, MoveFailed> context)
    {
        Keep(context, SkyMove.Of(context.Message, context.Saga.MoveKind));
        context.Saga.EndReason = $"{context.Saga.StopReason} The mount is not parked: {context.Message.Reason}";
    }

    public void ParkOverdue(BehaviorContext<Night> context) =>
        context.Saga.EndReason = $"{context.Saga.StopReason} Whether the mount is parked is not known: nothing was heard of it for {options.MoveWithin}.";

    /// <summary>What the script wants when the mount is parked, whether or not it is.</summary>
    public Task FinishTheScript(BehaviorContext<Night> context) => events.Finish(context, [.. fleet.Present.Select(c => c.Camera)]);

    public void End<T>(BehaviorContext<Night, T> context)
        where T : class
    {
        (context.Saga.EndedAt, context.Saga.MoveId) = (Now, null);
        Over(log, context.Saga.EndReason!);
        Show(context, "Ended");
    }

    private DateTimeOffset? Listening(Night night, IReadOnlyList<CameraHeartbeat> present)
    {
        var limit = night.Rounds == 0 ? night.BeganAt + options.ListenForCameras : DateTimeOffset.MinValue;
        var until = limit > fleet.ListensUntil ? limit : fleet.ListensUntil; // after a restart, until all have had the time to say so
        var missing = night.Expected.Except(present.Select(c => c.Camera)).Any();
        return missing && Now < until ? until : null;
    }

    private static void Keep(BehaviorContext<Night> context, SkyMove move) => Books.Books.Moved(context.Ledger(), move);

    private static void WaitForCameras(Night night, DateTimeOffset until, string what) =>
        (night.WaitsUntil, night.WaitReason, night.WaitCause, night.WaitsForCameras) = (until, what, WaitCause.Cameras, true);

    private async Task Decide(BehaviorContext<Night> context, IReadOnlyList<CameraHeartbeat> cameras)
    {
        var (planned, targets) = plan.Next(context.Ledger(), context.Saga, cameras);
        var decision = events.GoesOn(planned, context.Saga, targets.Count > 0);
        if (!await events.BeginBefore(context, decision, targets, [.. cameras.Select(c => c.Camera)]))
            await Follow(context, plan.Granted(context.Saga, decision, cameras));
    }

    private async Task Follow(BehaviorContext<Night> context, Decision decision)
    {
        var night = context.Saga;
        switch (decision)
        {
            case RoundDecision round:
                foreach (var slot in round.Slots.Where(s => s.FocusesBecause is not null))
                    night.Focused[slot.Camera] = Now;
                await moves.BeginRound(context, round, Now);
                break;
            case WaitDecision wait:
                (night.WaitsUntil, night.WaitReason, night.WaitCause) = (wait.Until, wait.Reason, wait.Cause);
                await moves.Rest(context);
                Waits(log, wait.Until, wait.Reason);
                break;
            case DoneDecision done:
                night.StopReason = done.Reason;
                break;
        }
    }

    private async Task GiveUpTheMove(BehaviorContext<Night> context, string reason)
    {
        var night = context.Saga;
        using var span = SchedulerSpans.OfRound("give up move", night.RoundId!.Value)?.SetStatus(ActivityStatusCode.Error, reason);
        (night.MoveId, night.PointsAt) = (null, null);
        MoveGivenUp(log, night.Epoch, reason);
        if (guiding.PauseAfter > 0 && night.Failures + 1 >= guiding.PauseAfter)
            night.PauseReason ??= night.Helpless = $"{night.Failures + 1} moves or rounds have failed in a row, the last one so: {reason}";
        centring.Failed(night, reason);
        if (flips.Failed(night, reason) is { } why)
            LeavesTarget(log, night.TargetName!, why);
        await context.Ledger().Send(Addresses.Round, new CancelRound { RoundId = night.RoundId.Value, Reason = $"The sky is not known to be still. {reason}" });
        Show(context);
    }

    private void Show(BehaviorContext<Night> context, string? state = null) => tonight.Show(context.Ledger(), context.Saga, state);

    [LoggerMessage(Level = LogLevel.Information, Message = "The night begins; {Count} cameras are expected.")]
    private static partial void Began(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting until {Until:u} for {Reason}")]
    private static partial void Waits(ILogger log, DateTimeOffset until, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Move {Epoch} failed: {Reason} Nothing is exposed until the telescopes have been pointed again.")]
    private static partial void MoveGivenUp(ILogger log, int epoch, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Target} is left for this night: {Why}")]
    private static partial void LeavesTarget(ILogger log, string target, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Round {Number} did not open. {Why} It is tried again after a pause.")]
    private static partial void NotOpened(ILogger log, int number, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "The mount is being parked: {Reason}")]
    private static partial void Parking(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The night is over: {Reason}")]
    private static partial void Over(ILogger log, string reason);
}
