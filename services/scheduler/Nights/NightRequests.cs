using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Messages;
using Sync.Scheduler.Requests;

namespace Sync.Scheduler.Nights;

/// <summary>What a person asks of the night that is under way: to pause, to go on, to end. Each request is answered when it is done, or can't be.</summary>
internal sealed partial class NightRequests(
    Observatory observatory, Tonight tonight, Answers answers, SchedulerMeter meter, TimeProvider time, ILogger<NightRequests> log)
{
    private readonly NightWaits waits = new(meter, time);

    /// <summary>Nothing is exposed: it pauses at once.</summary>
    public void Pause(BehaviorContext<Night, PauseNight> context)
    {
        context.Saga.PauseReason = context.Message.Reason;
        context.Saga.Asked.Add(context.Message.RequestId);
    }

    /// <summary>A round that has not opened never will; exposures under way are finished, unless they are to be aborted.</summary>
    public async Task PauseTheRound(BehaviorContext<Night, PauseNight> context)
    {
        var (night, pause) = (context.Saga, context.Message);
        if (night.Stopping)
        {
            answers.Refuse(context.Ledger(), pause.RequestId, "The night is being stopped.");
            return;
        }
        Pause(context);
        var cancels = pause.AbortExposures || night.MoveId is not null;
        answers.Hear(context.Ledger(), pause.RequestId, cancels
            ? "The night pauses as soon as all shutters are closed."
            : "The night pauses when the exposures that are under way are finished.");
        if (cancels)
            await NightMoves.CancelRound(context, pause.Reason);
        tonight.Show(context.Ledger(), night);
    }

    /// <summary>Until it is resumed, at the latest until daylight: guiding and tracking cease meanwhile.</summary>
    public async Task StandStill(BehaviorContext<Night> context)
    {
        var night = context.Saga;
        waits.End(context);
        await NightMoves.StandStill(context);
        var until = Daylight.After(observatory.Site, night.Ends, time.GetUtcNow());
        (night.WaitsUntil, night.WaitReason, night.WaitCause, night.WaitsForCameras) = (until, night.Helpless is { } why ? $"the operator: {why}" : "paused by the operator", WaitCause.Operator, false);
        night.Failures = 0;
        waits.Keep(context);
        Paused(log, night.PauseReason!, until);
        AnswerAll(context, answers.Grant, $"The night is paused. It ends at {until:HH:mm} UTC if it is not resumed before.");
        tonight.Show(context.Ledger(), night, "Paused");
    }

    public void IsPaused(BehaviorContext<Night, PauseNight> context) =>
        answers.Grant(context.Ledger(), context.Message.RequestId, "The night is paused already.");

    /// <summary>It goes on from its pause.</summary>
    public void Resume(BehaviorContext<Night, ResumeNight> context)
    {
        (context.Saga.PauseReason, context.Saga.Helpless) = (null, null);
        answers.Grant(context.Ledger(), context.Message.RequestId, "The night goes on.");
    }

    /// <summary>It has not paused yet, if it was to at all.</summary>
    public void Withdraw(BehaviorContext<Night, ResumeNight> context)
    {
        var night = context.Saga;
        if (!night.Pausing)
        {
            Refuse(context, context.Message.RequestId, night.Stopping ? "The night is being stopped." : "The night is not paused.");
            return;
        }
        (night.PauseReason, night.Helpless) = (null, null);
        AnswerAll(context, answers.Refuse, "The night was resumed before it paused.");
        answers.Grant(context.Ledger(), context.Message.RequestId, "The night goes on without a pause.");
        tonight.Show(context.Ledger(), night);
    }

    /// <summary>It is sheltered; when it is safe it pauses.</summary>
    public void PauseInShelter(BehaviorContext<Night, PauseNight> context)
    {
        context.Saga.PauseReason = context.Message.Reason;
        answers.Grant(context.Ledger(), context.Message.RequestId, "The mount is parked, for it is not safe to be out; the night pauses when it is.");
    }

    /// <summary>A person who wants to go on does not wait until it was safe for long, but until it is.</summary>
    public void ResumeInShelter(BehaviorContext<Night, ResumeNight> context)
    {
        var night = context.Saga;
        night.PauseReason = null;
        if (night.UnsafeReason is { } reason)
            answers.Refuse(context.Ledger(), context.Message.RequestId, $"It is not safe to be out: {reason}. The night does not stay paused when it is.");
        else
            answers.Grant(context.Ledger(), context.Message.RequestId, "The night goes on.");
    }

    /// <summary>Nobody resumed it.</summary>
    public void NeverResumed(BehaviorContext<Night> context) => context.Saga.StopReason = "It was paused by the operator until its end.";

    /// <summary>It will be answered when the mount is parked, or is known not to be. A pause that has not begun never will.</summary>
    public void Stop(BehaviorContext<Night, StopNight> context)
    {
        var night = context.Saga;
        if (!night.Stopping)
            AnswerAll(context, answers.Refuse, "The night is being stopped.");
        night.PauseReason = null;
        if (context.Message.RequestId is not { } request)
            return;
        night.Asked.Add(request);
        answers.Hear(context.Ledger(), request, night.RoundId is null
            ? "The mount is being parked."
            : "The mount is parked when all shutters are closed.");
    }

    public void Over(BehaviorContext<Night> context)
    {
        var parked = context.Saga.EndReason == context.Saga.StopReason;
        AnswerAll(context, parked ? answers.Grant : answers.Refuse, parked ? "The night is over, and the mount is parked." : context.Saga.EndReason!);
    }

    public void Refuse(BehaviorContext<Night> context, Guid? request, string sentence)
    {
        if (request is { } asked)
            answers.Refuse(context.Ledger(), asked, sentence);
    }

    private static void AnswerAll(BehaviorContext<Night> context, Action<Transaction, Guid, string> answer, string sentence)
    {
        foreach (var request in context.Saga.Asked)
            answer(context.Ledger(), request, sentence);
        context.Saga.Asked.Clear();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The night is paused: {Reason} It ends at {Until:u} if it is not resumed before.")]
    private static partial void Paused(ILogger log, string reason, DateTimeOffset until);
}
