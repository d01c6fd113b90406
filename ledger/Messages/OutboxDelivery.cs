using System.Collections.Concurrent;
using System.Data.Common;
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
internal sealed partial class OutboxDelivery(Store store, IBusControl bus, LedgerMeter meter, TimeProvider time, ILogger<OutboxDelivery> log) :
    CountedService(time)
{
    private const int Batch = 100;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>By the real clock, whatever the night's: a send waits for a lost broker, and would do so without a word.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);

    private readonly Bell bell = new(time);
    private readonly HashSet<string> onTheirWay = [];
    private readonly ConcurrentQueue<string> arrived = new();
    private DbConnection? reader;

    private bool Keeps => store.Options.KeepUntilConsumed;

    public void Wake() => bell.Ring();

    /// <summary>The reader of this message has committed, or it is parked.</summary>
    public void Forget(string messageId) => arrived.Enqueue(messageId);

    protected override async Task Run(CancellationToken stop)
    {
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stop);
        await store.WriteRepeatable(Inbox.Forget, stop);
        while (!stop.IsCancellationRequested)
        {
            var wait = AfterFailure;
            try
            {
                wait = await Deliver(stop);
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

    public override void Dispose()
    {
        reader?.Dispose();
        base.Dispose();
    }

    /// <returns>how long nothing is due</returns>
    private async Task<TimeSpan> Deliver(CancellationToken cancel)
    {
        var now = store.Now; // one reading for both questions, or a row that falls due in between is overslept
        var rows = Due(now);
        var sending = rows.Select(r => (r.Seq, Sent: Send(r, cancel))).ToList();
        await Task.WhenAll(sending.Select(s => s.Sent)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var sent = sending.Where(s => s.Sent.IsCompletedSuccessfully).Select(s => s.Seq).ToList();
        if (!Keeps && sent.Count > 0)
            await store.WriteRepeatable(t => t.Execute("delete from outbox where seq in @sent", new { sent }), cancel);
        await Task.WhenAll(sending.Select(s => s.Sent)); // one that has no reader yet holds up no other
        return rows.Count == Batch ? TimeSpan.Zero : UntilNext(now);
    }

    private List<OutboxRow> Due(long now)
    {
        while (arrived.TryDequeue(out var id)) // before the rows are read: one that arrives meanwhile may still be among them
            onTheirWay.Remove(id);
        var sql = store.Dialect.First(Batch + onTheirWay.Count, """
            select seq as Seq, message_id as MessageId, due as Due, token as Token, destination as Destination, envelope as Envelope, body as Body
            from outbox where due <= @now and parked is null order by due, seq
            """);
        return [.. Reader.Query<OutboxRow>(sql, new { now }).Where(r => !Keeps || onTheirWay.Add(r.MessageId)).Take(Batch)];
    }

    private TimeSpan UntilNext(long now)
    {
        var next = Reader.ExecuteScalar<long?>("select min(due) from outbox where due > @now and parked is null", new { now });
        return next is null ? TimeSpan.MaxValue : DateTimeOffset.FromUnixTimeMilliseconds(next.Value) - Time.GetUtcNow();
    }

    private DbConnection Reader => reader ??= store.Dialect.Open(store.Options.ConnectionString, readOnly: true);

    private async Task Send(OutboxRow row, CancellationToken cancel)
    {
        var message = row.ToMessage();
        var name = Name(message.DestinationAddress!);
        var address = store.Options.Address(name);
        var endpoint = await bus.GetSendEndpoint(address);
        var activity = LogContext.Current?.StartOutboxDeliverActivity(message);
        using var clock = new CancellationTokenSource(SendLimit, TimeProvider.System); // a broker answers in real time, whatever the night's clock
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            await endpoint.Send(new Serialized(), new MarkedPipe(new OutboxMessageSendPipe(message, address)), limit.Token);
            meter.HandedOver(name, TimeSpan.FromMilliseconds(store.Now - row.Due));
        }
        catch (Exception e)
        {
            Forget(row.MessageId);
            if (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
                throw new TimeoutException($"nothing was confirmed within {SendLimit.TotalSeconds:0} s.", e);
            throw;
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
