using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Messages;
using Sync.Scheduler.Watch;

namespace Sync.Scheduler.Rounds;

/// <summary>What a round does when something happens: the messages that each step sends.</summary>
internal sealed partial class RoundConduct(
    RoundOptions limits, Latecomers latecomers, SkyPledge pledge, SchedulerMeter meter, TimeProvider time, ILogger<RoundConduct> log)
{
    public const string EndedEarly = "It ended its slot early.";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(6);

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task Begin(BehaviorContext<Round, StartRound> context)
    {
        var (round, start) = (context.Saga, context.Message);
        (round.NightId, round.Number, round.Epoch, round.PointedEpoch, round.Target) = (start.NightId, start.Number, start.Epoch, start.PointedEpoch, start.Target);
        round.Cameras = [.. start.Slots.Select(s => new RoundCamera
        {
            Name = s.Key, Slot = s.Value, Until = start.Limits.TryGetValue(s.Key, out var until) ? until : null, InVain = start.InVain.GetValueOrDefault(s.Key),
        })];
        round.Lease = limits.LeaseOf(start.Window, severalFrames: start.Slots.Values.Any(s => s.Frames > 1));
        round.Window = round.Lease - limits.LeaseAllowance;
        round.Deadline = start.Deadline;
        round.StartedAt = Now;
        (round.SkyReadyAt, round.Side) = (start.SkyIsReady ? round.StartedAt : null, start.Side);
        foreach (var camera in round.Cameras)
            await context.Prepare(camera);
    }

    /// <summary>Those whose first frame would not end any more before the mount must flip.</summary>
    public async Task LeaveOutPastDeadline(BehaviorContext<Round> context)
    {
        const string reason = "Its exposure would not end before the mount must flip.";
        foreach (var camera in context.Saga.PastDeadline(Now).ToList())
        {
            context.Saga.LeaveOut(camera.Name, reason);
            camera.Dismissed = true;
            await context.Abort(camera, reason);
        }
    }

    public bool MayOpen(Round round) => IsDue(round) && pledge.Forbids(round.Lease) is null;

    /// <summary>All is ready, but dither may park the mount before the last shutter has closed: an answer of it is asked for.</summary>
    public void AskForPledge(Round round)
    {
        round.UnpledgedSince = IsDue(round) ? round.UnpledgedSince ?? Now : null;
        if (round.UnpledgedSince is not null)
            pledge.Want(round.CorrelationId);
    }

    /// <summary>Nothing was heard of dither for so long that the round is given up, or nothing that it could say would do.</summary>
    public bool IsUnpledged(Round round) => IsDue(round) && pledge.Forbids(round.Lease) is not null
        && (pledge.TooLong(round.Lease) is not null || PledgeOverdueAt(round) <= Now);

    public Task GiveUpUnpledged(BehaviorContext<Round> context)
    {
        var reason = pledge.TooLong(context.Saga.Lease) ?? pledge.Forbids(context.Saga.Lease)!;
        Unpledged(log, context.Saga.Number, reason);
        return AbortAll(context, reason);
    }

    public DateTimeOffset LookAgainAt(Round round)
    {
        if (PledgeOverdueAt(round) is { } overdue)
            return overdue;
        var since = round.SkyReadyAt ?? Now;
        return round.OpensAt(limits, Now) ?? (since + limits.PatienceAtMost > Now ? since + limits.PatienceAtMost : Now + limits.PatienceAtMost);
    }

    /// <summary>Whether the sky has been still for so long with nobody ready that the round is given up.</summary>
    public bool IsHopeless(Round round) =>
        round.SkyReadyAt is { } sky && !round.In(CameraPhase.Ready).Any() && Now >= sky + limits.PatienceAtMost;

    public async Task Open(BehaviorContext<Round> context)
    {
        var round = context.Saga;
        var last = round.In(CameraPhase.Asked).FirstOrDefault() ?? round.In(CameraPhase.Ready).MaxBy(c => c.ReadyAt);
        (round.OpenedAt, round.WindowFrom) = (Now, MonotonicInstant.Now(time));
        await latecomers.LeaveBehind(context);
        var (dead, moved) = (round.OpenedAt.Value - round.StartedAt, round.SkyReadyAt != round.StartedAt);
        context.Ledger().OnCommitted(() => meter.DeadTime(dead, moved));
        CountTheWait(context, last!.Name);
        foreach (var camera in round.In(CameraPhase.Ready).ToList())
        {
            (camera.Phase, camera.GrantedAt) = (CameraPhase.Open, MonotonicInstant.Now(time));
            await context.Open(camera, round.WindowOf(camera, Now));
        }
    }

    /// <summary>No longer than patience, but long enough for an answer where the last camera was late itself.</summary>
    private DateTimeOffset? PledgeOverdueAt(Round round)
    {
        var (answer, patience) = (round.UnpledgedSince + AnswerWithin, round.SkyReadyAt + limits.PatienceAtMost);
        return answer > patience ? answer : answer is null ? null : patience;
    }

    private bool IsDue(Round round) => round.OpensAt(limits, Now) <= Now;

    public DateTimeOffset OverdueAt(Round round) => Now + round.SlotsRemaining(limits, MonotonicInstant.Now(time));

    public bool IsOverdue(Round round) => round.SlotsRemaining(limits, MonotonicInstant.Now(time)) <= TimeSpan.Zero;

    public void SayClockWasSet(Round round) =>
        ClockWasSet(log, round.SlotsRemaining(limits, MonotonicInstant.Now(time)).TotalSeconds, round.Number);

    public DateTimeOffset LeaseOverAt(Round round) => Now + round.LeaseRemaining(MonotonicInstant.Now(time));

    /// <summary>Tells every camera that has not ended its slot to end it.</summary>
    public async Task AbortAll(BehaviorContext<Round> context, string reason)
    {
        foreach (var camera in context.Saga.Cameras.Where(c => c.Phase is CameraPhase.Asked or CameraPhase.Ready or CameraPhase.Late or CameraPhase.Open).ToList())
        {
            context.Saga.LeaveOut(camera.Name, reason);
            (camera.Reason, camera.Dismissed) = (reason, true);
            await context.Abort(camera, reason);
        }
    }

    public async Task SayOverdue(BehaviorContext<Round> context)
    {
        foreach (var camera in context.Saga.In(CameraPhase.Open))
        {
            Overdue(log, camera.Name, context.Saga.Number, context.Saga.LeaseRemaining(MonotonicInstant.Now(time)).TotalSeconds);
            camera.Reason ??= "The slot should have ended before.";
            await context.Abort(camera, camera.Reason);
        }
    }

    /// <summary>Releases the sky for every camera whose lease is over. An early timer (a wall clock that was stepped) releases nothing.</summary>
    public void Release(Round round)
    {
        var now = MonotonicInstant.Now(time);
        round.CountLeasesAnew(now);
        foreach (var camera in round.In(CameraPhase.Open).Where(c => Lease.Remaining(c.GrantedAt!.Value, now, round.LeaseOf(c)) <= TimeSpan.Zero).ToList())
        {
            (camera.Phase, camera.Reason) = (CameraPhase.Missing, "Nothing was heard of it until its lease was over.");
            Missing(log, camera.Name, round.Number);
        }
    }

    public async Task Close(BehaviorContext<Round> context)
    {
        var round = context.Saga;
        round.ClosedAt = Now;
        var opened = round.OpenedAt is not null;
        context.Ledger().OnCommitted(() => meter.RoundClosed(opened));
        if (!opened)
            CountTheWait(context, null);
        await Latecomers.DismissAll(context);
        foreach (var camera in round.Cameras.Where(c => c.Phase is CameraPhase.LeftOut or CameraPhase.Aborted))
            Books.Books.Release(context.Ledger(), round.CorrelationId, camera.Name, camera.Reason ?? "No frame was taken.");
        await context.Ledger().Send(Addresses.Night, new RoundClosed
        {
            RoundId = round.CorrelationId,
            NightId = round.NightId,
            Opened = opened,
            Cameras = [.. round.Cameras.Select(c => c.Outcome)],
        });
    }

    /// <summary>A camera's shutter is closed for good.</summary>
    public static void Heard(BehaviorContext<Round, ShutterClosed> context)
    {
        if (context.Saga.Heard(context.Message))
            HeardLate(context);
        else
            context.Saga.LeaveOut(context.Message.Camera, context.Message.Reason ?? EndedEarly);
    }

    /// <summary>A camera fell silent.</summary>
    public static void Lose(BehaviorContext<Round, CameraLost> context) =>
        context.Saga.LeaveOut(context.Message.Camera, $"Nothing was heard of it for {context.Message.Silent.TotalSeconds:F0} s.");

    /// <summary>A camera that was missing may be back: no more will come of what it was given than it has taken.</summary>
    public static void HeardLate(BehaviorContext<Round, ShutterClosed> context) => Books.Books.Took(
        context.Ledger(), context.Saga.CorrelationId, context.Message.Camera, context.Message.Frames, context.Message.Reason);

    /// <summary>Until the sky was still everybody waited for it, and from then on for one camera.</summary>
    private void CountTheWait(BehaviorContext<Round> context, string? camera)
    {
        var (round, now) = (context.Saga, Now);
        var (move, others) = ((round.SkyReadyAt ?? now) - round.StartedAt, now - (round.SkyReadyAt ?? now));
        context.Ledger().OnCommitted(() =>
        {
            meter.Waited(move, WaitCause.Move);
            meter.Waited(others, WaitCause.Camera, camera);
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Round {Number} does not open: {Reason}")]
    private static partial void Unpledged(ILogger log, int number, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Camera {Camera} has not said that its shutter closed in round {Number}: the sky is held for it another {Seconds:F0} s, until its lease is over.")]
    private static partial void Overdue(ILogger log, string camera, int number, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock of this machine was set forward by about {Seconds:F0} s in round {Number}; slots and leases are timed by another clock and go on as they were.")]
    private static partial void ClockWasSet(ILogger log, double seconds, int number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Camera {Camera} was never heard of again in round {Number}: its lease is over and the night goes on; see whether its agent runs.")]
    private static partial void Missing(ILogger log, string camera, int number);
}
