using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Dither.Moves;
using Sync.Ledger;

namespace Sync.Dither.Watch;

/// <summary>
/// Parks when nothing was heard of the scheduler for long. A lease in reverse: each answer to a sign promises to move nothing by itself for so
/// long from then on, by a clock that nobody can set. The scheduler opens a shutter only where it closes within that time, counted from when
/// it sent the sign, which was before.
/// </summary>
internal sealed partial class Watchdog(
    WatchdogOptions options, OwnPark park, Conductor conductor, Store store, Voice voice, TimeProvider time, ILogger<Watchdog> log) : CountedService(time)
{
    private static readonly TimeSpan WorthReading = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private MonotonicInstant heard = MonotonicInstant.Now(time);
    private TimeSpan? until;
    private Sign? early;
    private TimeSpan? formerUntil;

    /// <summary>Before it knows what an earlier process has promised and done it answers nothing, but then what came meanwhile.</summary>
    public async Task Answer(Sign sign)
    {
        if (Hear(sign) is not { } answer)
            return;
        try
        {
            await voice.Say(Addresses.Fleet, answer, WorthReading);
        }
        catch (Exception e)
        {
            NotAnswered(log, e.Message);
        }
    }

    protected override async Task Run(CancellationToken stop)
    {
        await Write(Recall, stop);
        if (Early() is { } sign)
            await Answer(sign);
        while (options.IsOn && !stop.IsCancellationRequested)
        {
            if (formerUntil <= MonotonicInstant.Now(Time).Uptime)
                await Write(Forget, stop);
            if (Left() is { } left)
                await Time.Pass(left, stop);
            else
                await Write(Park, stop);
        }
    }

    private SignHeard? Hear(Sign sign)
    {
        lock (gate)
        {
            if (until is null)
            {
                early = sign;
                return null;
            }
            heard = MonotonicInstant.Now(Time);
            Stay(options.StaysFor);
            return new() { Stamp = sign.Stamp, StaysFor = options.StaysFor, HasParked = park.Has };
        }
    }

    private Sign? Early()
    {
        lock (gate)
            return early;
    }

    /// <summary>A longer promise, made with other settings, is kept too, through any number of restarts.</summary>
    private Task Recall(Transaction t)
    {
        var stays = options.StaysFor;
        if (Promise.Kept(t) is { } before && before > stays)
            stays = before;
        var parked = Promise.HasParkedItself(t);
        Promise.Keep(t, stays);
        t.OnCommitted(() =>
        {
            lock (gate)
            {
                if (parked)
                    park.Remember();
                Stay(stays);
                formerUntil = stays > options.StaysFor ? until : null;
            }
        });
        return Task.CompletedTask;
    }

    private Task Forget(Transaction t)
    {
        Promise.Keep(t, options.StaysFor);
        t.OnCommitted(() => formerUntil = null);
        return Task.CompletedTask;
    }

    private void Stay(TimeSpan span)
    {
        var end = MonotonicInstant.Now(Time).Uptime + span;
        if (!(until >= end))
            until = end;
    }

    /// <summary>Until it parks; null when it does so now, for from here on every answer says it.</summary>
    private TimeSpan? Left()
    {
        lock (gate)
        {
            var left = until!.Value - MonotonicInstant.Now(Time).Uptime;
            if (left > TimeSpan.Zero)
                return left;
            Stay(options.StaysFor);
            park.Begin();
            return null;
        }
    }

    /// <summary>In the journal before it begins, like any move; one by itself begins no epoch.</summary>
    private Task Park(Transaction t)
    {
        if (!Promise.IsOut(t) || MoveJournal.LastNight(t) is not { } night)
        {
            t.OnCommitted(park.Withdraw);
            return Task.CompletedTask;
        }
        var silent = MonotonicInstant.Now(Time).Since(heard) ?? options.StaysFor;
        var move = Move.Own(night, MoveJournal.Epoch(t, night) ?? 0, silent);
        MoveJournal.Begin(t, move, conductor.Process);
        t.OnCommitted(() =>
        {
            Parks(log, silent.TotalMinutes);
            conductor.Add(move);
        });
        return Task.CompletedTask;
    }

    private Task Write(Func<Transaction, Task> work, CancellationToken stop) =>
        store.WriteUntilTaken(work, why => NotWritten(log, why), stop);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing was heard of the scheduler for {Minutes:F0} min: guiding and tracking stop, and the mount parks. See whether scheduler and broker run; the night goes on by itself when they do.")]
    private static partial void Parks(ILogger log, double minutes);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The scheduler could not be answered: {Reason}")]
    private static partial void NotAnswered(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The watchdog could not write its journal and tries again every second: {Reason} See that the disk is not full.")]
    private static partial void NotWritten(ILogger log, string reason);
}
