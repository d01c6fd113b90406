using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger.Messages;
using Sync.Scheduler.Books;
using Sync.Scheduler.Safety;

namespace Sync.Scheduler.Nights;

/// <summary>What the night does while telescopes may not be out: shutters close, the mount parks, and it waits until it is safe for long enough.</summary>
internal sealed partial class NightShelter(
    SafetyOptions options, NightOptions nightOptions, Observatory observatory, Tonight tonight, NightEvents events, SchedulerMeter meter, TimeProvider time,
    ILogger<NightShelter> log)
{
    private readonly NightWaits waits = new(meter, time);

    /// <summary>What is said of safety may be overtaken by what was said later.</summary>
    public static bool IsNews(Night night, long number) => number > night.SafetyNumber;

    public void Unsafe(BehaviorContext<Night, SkyUnsafe> context)
    {
        (context.Saga.SafetyNumber, context.Saga.UnsafeReason) = (context.Message.Number, context.Message.Reason);
        events.EndIfUnsafe(context.Saga);
    }

    /// <summary>The cameras close by themselves; the round must know that nothing more comes of it.</summary>
    public async Task EndTheRound(BehaviorContext<Night, SkyUnsafe> context)
    {
        Unsafe(context);
        await NightMoves.CancelRound(context, $"It is not safe to be out: {context.Message.Reason}.");
        tonight.Show(context.Ledger(), context.Saga);
    }

    /// <summary>It is safe again before the round has closed, or while the night waits in its shelter.</summary>
    public void Safe(BehaviorContext<Night, SkySafe> context) =>
        (context.Saga.SafetyNumber, context.Saga.UnsafeReason) = (context.Message.Number, null);

    /// <summary>All shutters are closed.</summary>
    public async Task Park(BehaviorContext<Night> context)
    {
        waits.End(context);
        await NightMoves.Park(context);
        context.Saga.Failures = 0;
        Parking(log, context.Saga.UnsafeReason!);
    }

    /// <summary>Until day, or until it was safe for long enough.</summary>
    public void Wait(BehaviorContext<Night> context)
    {
        var night = context.Saga;
        waits.End(context);
        var (now, day) = (time.GetUtcNow(), Daylight.After(observatory.Site, night.Ends, time.GetUtcNow()));
        var soon = night.UnsafeReason is null && options.Resumes && now + options.ResumeAfter < day;
        (night.WaitsUntil, night.WaitCause, night.WaitsForCameras) = (soon ? now + options.ResumeAfter : day, WaitCause.Safety, false);
        night.WaitReason = night.UnsafeReason is { } reason ? $"safety: {reason}"
            : options.Resumes ? $"safety: it is safe, and must be for {options.ResumeAfter.TotalMinutes:0} min"
            : "the operator: it is safe, and the night does not go on by itself";
        waits.Keep(context);
        Waits(log, night.WaitsUntil.Value, night.WaitReason);
        tonight.Show(context.Ledger(), night, "Sheltered");
    }

    /// <summary>Whether it goes on, or day has come.</summary>
    public bool MayGoOn(Night night) => night.UnsafeReason is null && options.Resumes;

    public void NeverSafe(BehaviorContext<Night> context) => context.Saga.StopReason = context.Saga.UnsafeReason is { } reason
        ? $"It was not safe until its end: {reason}."
        : "It was not safe, and nobody resumed it until its end.";

    public void Parked(BehaviorContext<Night, SkySettled> context)
    {
        Books.Books.Moved(context.Ledger(), SkyMove.Of(context.Message, context.Saga.MoveKind));
        (context.Saga.MoveId, context.Saga.Failures) = (null, 0);
    }

    public void NotParked(BehaviorContext<Night, MoveFailed> context)
    {
        Books.Books.Moved(context.Ledger(), SkyMove.Of(context.Message, context.Saga.MoveKind));
        IsOut(context.Saga, context.Message.Reason);
    }

    public void ParkOverdue(BehaviorContext<Night> context)
    {
        IsOut(context.Saga, $"Nothing was heard of it for {nightOptions.MoveWithin}.");
    }

    /// <summary>Telescopes that are out, and a roof that can't close over them, are tried for as long as the night is in its shelter.</summary>
    public DateTimeOffset ParksAgainAt(Night night) => time.GetUtcNow() + night.Pause(nightOptions);

    public Task ParkAgain(BehaviorContext<Night> context) => NightMoves.Park(context);

    private void IsOut(Night night, string reason)
    {
        night.MoveId = null;
        night.Failures++;
        MountIsOut(log, reason, night.Pause(nightOptions).TotalSeconds);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It is not safe to be out ({Reason}): all shutters are closed, and the mount is being parked.")]
    private static partial void Parking(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting until {Until:u} for {Reason}")]
    private static partial void Waits(ILogger log, DateTimeOffset until, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "It is not safe to be out, and the mount is not known to be parked: {Reason} It is tried again in {Seconds:F0} s; see to it.")]
    private static partial void MountIsOut(ILogger log, string reason, double seconds);
}
