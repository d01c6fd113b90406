using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Dither.Safety;
using Sync.Dither.Watch;
using Sync.Ledger;

namespace Sync.Dither.Moves;

/// <summary>Makes one move at a time, in the order they were ordered, and writes how each ended.</summary>
internal sealed partial class Conductor(
    SkyMover sky, Shelter shelter, OwnPark park, Store store, DitherMeter meter, TimeProvider time, ILogger<Conductor> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Move> moves = new();
    private readonly Bell bell = new(time);
    private readonly Turnstile turnstile = new();
    private Task working = Task.CompletedTask;
    private volatile Making? present;

    /// <summary>Whose moves are whose: those of an earlier process were interrupted, those of this one are in the queue, or soon will be.</summary>
    public Guid Process { get; } = Guid.NewGuid();

    public void Add(Move move)
    {
        moves.Enqueue(move);
        bell.Ring();
    }

    /// <summary>Ends the move that is under way, unless it brings the mount to rest.</summary>
    public void Cut()
    {
        if (present is { Order: not (Rest or Park or ParkItself) } move)
            move.Ends.Cancel();
    }

    /// <summary>Lets somebody look at the devices between two moves. A move goes before it, and ends it.</summary>
    /// <returns>what was seen; null when the devices were not free, or a move came</returns>
    public Task<T?> Look<T>(Func<CancellationToken, Task<T>> look)
        where T : class => turnstile.Look(look, stop.Token);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var work = Work.Begin(time);
        working = Task.Run(() => Run(work), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        stop.Dispose();
        turnstile.Dispose();
    }

    private async Task Run(IDisposable work)
    {
        using (work)
        {
            await Write(Interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!stop.IsCancellationRequested)
            {
                if (moves.TryDequeue(out var move))
                    await turnstile.Move(() => Make(move), stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                else
                    await bell.Wait(TimeSpan.MaxValue, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await sky.Disconnect();
    }

    /// <summary>A move that is cut short by the end of the process is not answered here: its next start does.</summary>
    private async Task Make(Move move)
    {
        using var span = DitherSpans.Of(move);
        var began = time.GetUtcNow();
        MoveOutcome outcome;
        string? forbidden = null;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        try
        {
            var how = await Make(move.Order, ends);
            outcome = move.Made(began, time.GetUtcNow(), how);
            span?.SetTag("dither.arcseconds", how.ShiftArcseconds).SetTag("dither.pixels", how.ShiftPixels)
                .SetTag("guiding.rms_arcsec", how.RmsArcseconds).SetTag("settle.seconds", how.Settling?.TotalSeconds);
            if (how.Unsettled is { } unsettled)
                GoesOn(log, move.Kind, move.Epoch, unsettled);
            else
                Settled(log, move.Kind, move.Epoch, how.ShiftArcseconds, how.RmsArcseconds);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            span.Fail("The dither service was stopped meanwhile.");
            throw;
        }
        catch (Exception e)
        {
            forbidden = shelter.Forbids(move.Order);
            var reason = forbidden ?? e.Message;
            span.Fail(reason);
            outcome = move.NotMade(began, time.GetUtcNow(), reason);
            Failed(log, move.Kind, move.Epoch, reason);
        }
        await Write(async t =>
        {
            await End(t, move, outcome);
            await GuidingLog.End(t, began);
            if (forbidden is not null)
                await SafetyJournal.TellAgain(t, move.NightId);
        });
    }

    /// <summary>It can be cut before it is looked whether it may be made, so that whatever forbids it meanwhile is not missed.</summary>
    private async Task<Settlement> Make(object order, CancellationTokenSource ends)
    {
        present = new(order, ends);
        try
        {
            if (shelter.Forbids(order) is { } why)
                throw new InvalidOperationException(why);
            var made = await sky.Make(order, ends.Token);
            if (order is Slew or Flip)
                park.Pointed();
            return made;
        }
        finally
        {
            present = null;
            if (order is ParkItself)
                park.Made();
        }
    }

    private async Task End(Transaction t, Move move, MoveOutcome outcome)
    {
        if (!await MoveJournal.End(t, move.MoveId, outcome))
            return;
        if (outcome.Settled is { } settled)
            t.OnCommitted(() => meter.Settled(move, settled));
        else if (outcome.Failed is not null)
            t.OnCommitted(() => meter.Failed(move));
    }

    /// <summary>What an earlier process began and did not end.</summary>
    private async Task Interrupted(Transaction t)
    {
        foreach (var row in MoveJournal.Begun(t, notBy: Process))
        {
            var move = new Move(Guid.Parse(row.MoveId), Guid.Parse(row.NightId), row.Epoch, row.Kind, row) { TraceParent = row.TraceParent };
            var reason = $"The {move.Name} was interrupted: the dither service was restarted while it was under way.";
            using var span = DitherSpans.Of(move);
            span.Fail(reason);
            Failed(log, row.Kind, row.Epoch, reason);
            if (await MoveJournal.End(t, move.MoveId, move.NotMade(DateTimeOffset.FromUnixTimeMilliseconds(row.Began), time.GetUtcNow(), reason)))
                t.OnCommitted(() => meter.Interrupted(move));
        }
    }

    /// <summary>Again and again until the database takes it.</summary>
    private async Task Write(Func<Transaction, Task> work)
    {
        while (true)
        {
            try
            {
                await store.Write(work, CancellationToken.None);
                return;
            }
            catch (Exception e)
            {
                NotWritten(log, e.Message);
            }
            await time.Pass(AfterFailure, stop.Token);
        }
    }

    private sealed record Making(object Order, CancellationTokenSource Ends);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} of epoch {Epoch} has settled: shift {ShiftArcseconds} arcsec, guiding RMS {RmsArcseconds} arcsec")]
    private static partial void Settled(ILogger log, string kind, int epoch, double? shiftArcseconds, double? rmsArcseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} of epoch {Epoch} did not settle, and the night goes on as it was told; its frames are disturbed: {Reason}")]
    private static partial void GoesOn(ILogger log, string kind, int epoch, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} of epoch {Epoch} failed: {Reason}")]
    private static partial void Failed(ILogger log, string kind, int epoch, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal of moves could not be written and is tried again every second: {Reason} See that the disk is not full.")]
    private static partial void NotWritten(ILogger log, string reason);
}
