using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Dapper;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Middleware;
using Microsoft.Extensions.Logging;
using Sync.Clock;

namespace Sync.Ledger.Messages;

/// <summary>
/// Hands committed messages to the transport when they are due, and sleeps until the next is or a commit wakes it. A crash
/// between handing over and deleting sends a message again under the same id, and its reader drops it.
/// </summary>
internal sealed partial class OutboxDelivery : CountedService
{
    private const int Batch = 100;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>By the real clock, whatever the night's: a send waits for a lost broker, and would do so without a word.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);

    private readonly Store store;
    private readonly IBusControl bus;
    private readonly LedgerMeter meter;
    private readonly ILogger<OutboxDelivery> log;
    private readonly Bell bell;
    private readonly SentRows sent;
    private readonly ConcurrentDictionary<string, bool> onTheirWay = new();
    private readonly ConcurrentQueue<string> arrived = new();
    private DbConnection? reader;
    private CancellationToken stopped;
    private volatile bool flows;

    public OutboxDelivery(Store store, IBusControl bus, LedgerMeter meter, TimeProvider time, ILogger<OutboxDelivery> log)
        : base(time)
    {
        (this.store, this.bus, this.meter, this.log) = (store, bus, meter, log);
        bell = new Bell(time);
        sent = new SentRows(store, Forget, time, log);
    }

    private bool Keeps => store.Options.KeepUntilConsumed;

    public void Wake() => bell.Ring();

    /// <summary>
    /// What a transaction has just committed. A broker gets from memory what is due, without a look into the database; without one the
    /// rows are read, for they stay there until their readers have committed.
    /// </summary>
    public void Take(IReadOnlyList<OutboxRow> rows)
    {
        var direct = flows ? rows.Where(r => r.Token is null).ToList() : [];
        foreach (var row in direct.Where(r => onTheirWay.TryAdd(r.MessageId, true)))
            _ = SendNow(row);
        if (direct.Count < rows.Count)
            Wake();
    }

    /// <summary>The reader of this message has committed, or it is parked, or its row is deleted.</summary>
    public void Forget(string messageId) => arrived.Enqueue(messageId);

    protected override async Task Run(CancellationToken stop)
    {
        stopped = stop;
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stop);
        await store.WriteRepeatable(Inbox.Forget, stop);
        flows = !Keeps;
        await Task.WhenAll(Deliver(stop), Keeps ? Task.CompletedTask : sent.Sweep(stop));
    }

    public override void Dispose()
    {
        reader?.Dispose();
        base.Dispose();
    }

    private async Task Deliver(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var wait = AfterFailure;
            try
            {
                wait = await DeliverDue(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                NotDelivered(log, e.Message);
                reader?.Dispose(); // it may be the database that went away
                reader = null;
            }
            await bell.Wait(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Where it fails the row is there still, and goes the other way.</summary>
    private async Task SendNow(OutboxRow row)
    {
        using var work = Work.Begin(Time);
        Activity.Current = null; // the message has a place in the trace of its own
        try
        {
            await Send(row, stopped);
        }
        catch (Exception)
        {
            Wake();
        }
    }

    /// <returns>how long nothing is due</returns>
    private async Task<TimeSpan> DeliverDue(CancellationToken cancel)
    {
        var now = store.Now; // one reading for both questions, or a row that falls due in between is overslept
        var rows = Due(now);
        await Task.WhenAll(rows.Select(r => Send(r, cancel))); // one that has no reader yet holds up no other
        return rows.Count == Batch ? TimeSpan.Zero : UntilNext(now);
    }

    private List<OutboxRow> Due(long now)
    {
        while (arrived.TryDequeue(out var id)) // before the rows are read: one that arrives meanwhile may still be among them
            onTheirWay.TryRemove(id, out _);
        var sql = store.Dialect.First(Batch + onTheirWay.Count, """
            select seq as Seq, message_id as MessageId, due as Due, token as Token, destination as Destination, envelope as Envelope, body as Body
            from outbox where due <= @now and parked is null order by due, seq
            """);
        return [.. Reader.Query<OutboxRow>(sql, new { now }).Where(r => onTheirWay.TryAdd(r.MessageId, true)).Take(Batch)];
    }

    private TimeSpan UntilNext(long now)
    {
        var next = Reader.ExecuteScalar<long?>("select min(due) from outbox where due > @now and parked is null", new { now });
        return next is null ? TimeSpan.MaxValue : DateTimeOffset.FromUnixTimeMilliseconds(next.Value) - Time.GetUtcNow();
    }

    private DbConnection Reader => reader ??= store.Dialect.ForLong(store.Dialect.Open(store.Options.ConnectionString, readOnly: true));

    private async Task Send(OutboxRow row, CancellationToken cancel)
    {
        var name = Name(new Uri(row.Destination));
        using var clock = new CancellationTokenSource(SendLimit, TimeProvider.System); // a broker answers in real time, whatever the night's clock
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            await (store.Options.Carry is { } carry
                ? carry(new Letter(Guid.Parse(row.MessageId), name, null, (to, stop) => HandOver(row, to, store.Options.Address(name), stop)), limit.Token)
                : HandOver(row, bus, store.Options.Address(name), limit.Token));
            meter.HandedOver(name, TimeSpan.FromMilliseconds(store.Now - row.Due));
            if (!Keeps)
                sent.Add(row.MessageId);
        }
        catch (Exception e)
        {
            Forget(row.MessageId);
            if (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
                throw new TimeoutException($"nothing was confirmed within {SendLimit.TotalSeconds:0} s.", e);
            throw;
        }
    }

    private static async Task HandOver(OutboxRow row, IBus to, Uri address, CancellationToken cancel)
    {
        var message = row.ToMessage();
        var endpoint = await to.GetSendEndpoint(address);
        var activity = LogContext.Current?.StartOutboxDeliverActivity(message);
        try
        {
            await endpoint.Send(new Serialized(), new MarkedPipe(new OutboxMessageSendPipe(message, address)), cancel);
        }
        finally
        {
            activity?.Stop();
        }
    }

    /// <summary>Of the endpoint, whatever broker was spoken to when the message was written.</summary>
    private static string Name(Uri destination) => destination.AbsolutePath[(destination.AbsolutePath.LastIndexOf('/') + 1)..];

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages wait in the outbox, for they could not be handed to the broker: {Reason} They are tried again every second; see that the broker runs.")]
    private static partial void NotDelivered(ILogger log, string reason);

    /// <summary>Stands for a body that is serialised already.</summary>
    private sealed class Serialized;
}
