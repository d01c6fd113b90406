using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger.Messages;
using Sync.Scheduler.Watch;

namespace Sync.Scheduler.Rounds;

/// <summary>
/// Cameras that are ready, come back or join when the others have opened already: each is offered what is left of the round, as long
/// as a frame of its slot ends within the window. So nobody waits for them, and they need not wait for the next round.
/// </summary>
internal sealed partial class Latecomers(RoundOptions limits, SkyPledge pledge, TimeProvider time, ILogger<Latecomers> log)
{
    private const string NotInTime = "It was not ready in time.";

    /// <summary>The round opens: who is not ready may still come, or is told that it can't any more.</summary>
    public async Task LeaveBehind(BehaviorContext<Round> context)
    {
        var round = context.Saga;
        foreach (var camera in round.Cameras.Where(c => c.Phase is CameraPhase.Asked or CameraPhase.LeftOut).ToList())
        {
            var mayCome = camera.Slot.Exposure < round.WindowOf(camera, round.OpenedAt!.Value);
            if (camera.Phase == CameraPhase.Asked)
                MissIt(round, camera, mayCome ? CameraPhase.Late : CameraPhase.LeftOut);
            if (!mayCome)
                await Dismiss(context, camera);
        }
    }

    /// <summary>Nobody was ready in time: there is nothing to wait for.</summary>
    public void GiveUp(Round round)
    {
        foreach (var camera in round.In(CameraPhase.Asked).ToList())
            MissIt(round, camera, CameraPhase.LeftOut);
    }

    /// <summary>A camera is ready after the others have opened.</summary>
    public async Task Ready(BehaviorContext<Round, CameraReady> context)
    {
        var (round, ready, now) = (context.Saga, context.Message, MonotonicInstant.Now(time));
        if (ready.Epoch != round.Epoch || round.Find(ready.Camera) is not { Phase: CameraPhase.Late } camera || ready.StampNumber <= camera.StampNumber)
            return;
        (camera.Stamp, camera.StampNumber, camera.ReadyAt, camera.NeverReady) = (ready.Stamp, ready.StampNumber, time.GetUtcNow(), false);
        var left = round.LeftFor(camera, time.GetUtcNow(), now);
        if (left < camera.Slot.Exposure)
        {
            round.LeaveOut(camera.Name, TooLate(round, left));
            await Dismiss(context, camera);
            return;
        }
        if (pledge.Forbids(left + limits.LeaseAllowance) is not null) // its next stamp comes in a few seconds
        {
            pledge.Want(round.CorrelationId);
            return;
        }
        (camera.Phase, camera.Reason, camera.GrantedAt, camera.Lease) = (CameraPhase.Open, null, now, left + limits.LeaseAllowance);
        camera.Window = left;
        Admitted(log, camera.Name, round.Number, left.TotalSeconds);
        await context.Open(camera, left);
    }

    /// <summary>
    /// A camera joined, or came back. One whose shutter may be open, or has been, has had its part; one that was ready has forgotten it
    /// when its agent was started again.
    /// </summary>
    public async Task Admit(BehaviorContext<Round, AdmitCamera> context)
    {
        var (round, isOpen) = (context.Saga, context.Saga.OpenedAt is not null);
        if ((round.Find(context.Message.Camera) ?? Join(round, context.Message)) is not { Dismissed: false, Phase: CameraPhase.Asked or CameraPhase.Ready or CameraPhase.LeftOut or CameraPhase.Late } camera)
            return;
        var left = isOpen ? round.LeftFor(camera, time.GetUtcNow(), MonotonicInstant.Now(time)) : round.Window;
        if (left >= camera.Slot.Exposure)
        {
            camera.AskAgain(isOpen ? CameraPhase.Late : CameraPhase.Asked);
            await context.Prepare(camera);
        }
        else if (camera.Phase == CameraPhase.Asked)
        {
            (camera.Phase, camera.Reason, camera.Dismissed) = (CameraPhase.LeftOut, TooLate(round, left), true);
        }
    }

    /// <summary>It joined when the round was over.</summary>
    public static void TurnAway(BehaviorContext<Round, AdmitCamera> context)
    {
        if (context.Saga.Find(context.Message.Camera) is null)
            Books.Books.Release(context.Ledger(), context.Saga.CorrelationId, context.Message.Camera, "The round was over when it joined.");
    }

    /// <summary>The round closes: nobody need stay ready for it.</summary>
    public static async Task DismissAll(BehaviorContext<Round> context)
    {
        var round = context.Saga;
        foreach (var camera in round.In(CameraPhase.Late).ToList())
            (camera.Phase, camera.Reason) = (CameraPhase.LeftOut, NotInTime);
        if (round.OpenedAt is null)
            return;
        foreach (var camera in round.In(CameraPhase.LeftOut).Where(c => !c.Dismissed).ToList())
            await Dismiss(context, camera);
    }

    private static RoundCamera? Join(Round round, AdmitCamera admit)
    {
        if (admit.Slot is not { } slot)
            return null;
        var camera = new RoundCamera { Name = admit.Camera, Slot = slot, Until = admit.Until };
        round.Cameras.Add(camera);
        return camera;
    }

    private static async Task Dismiss(BehaviorContext<Round> context, RoundCamera camera)
    {
        camera.Dismissed = true;
        await context.Abort(camera, camera.Reason ?? NotInTime);
    }

    private static string TooLate(Round round, TimeSpan left) =>
        $"In sync wait: {Math.Max(0, left.TotalSeconds):F0} s were left of round {round.Number}, too few for its exposure.";

    /// <summary>Who was missed in the round before as well has been named then.</summary>
    private void MissIt(Round round, RoundCamera camera, CameraPhase phase)
    {
        (camera.Phase, camera.NeverReady, camera.Reason) = (phase, true, phase == CameraPhase.LeftOut ? NotInTime : null);
        if (camera.InVain == 0)
            NotReady(log, camera.Name, round.Number);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Camera {Camera} was not ready in time for round {Number}: the others opened without it. It is offered what is left when its exposure fits, else the next round; it is waited for half as long each time, and named once.")]
    private static partial void NotReady(ILogger log, string camera, int number);

    [LoggerMessage(Level = LogLevel.Information, Message = "Camera {Camera} comes late to round {Number} and takes the {Seconds:F0} s that are left.")]
    private static partial void Admitted(ILogger log, string camera, int number, double seconds);
}
