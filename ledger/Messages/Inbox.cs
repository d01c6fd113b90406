using MassTransit;

namespace Sync.Ledger.Messages;

/// <summary>What has been read. A message has one reader, so its id says all.</summary>
internal static class Inbox
{
    /// <summary>Longer than any outage after which a broker still delivers.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    /// <summary>Marks the message as read, and takes it out of the outbox when it has been kept there until now.</summary>
    /// <returns>false when it had been read before</returns>
    public static bool Mark(Transaction t, ConsumeContext message)
    {
        var id = Id(message);
        var fresh = Mark(t, id);
        if (fresh && message.TryGetPayload<Arrival>(out var arrival))
            t.OnCommitted(arrival.Count);
        if (t.Store.Options.KeepUntilConsumed)
        {
            t.Execute("delete from outbox where message_id = @id", new { id });
            t.OnCommitted(() => t.Store.Delivery.Forget(id));
        }
        return fresh;
    }

    /// <summary>A mark tells afterwards whether a transaction has committed, too.</summary>
    /// <returns>false when it was there before</returns>
    public static bool Mark(Transaction t, string id)
    {
        var fresh = t.Execute("""
            insert into inbox (message_id, consumed)
            select @id, @now where not exists (select 1 from inbox where message_id = @id)
            """, new { id, now = t.Now }) == 1;
        if (fresh)
            t.Mark = id;
        return fresh;
    }

    public static void Forget(Transaction t) =>
        t.Execute("delete from inbox where consumed < @before", new { before = t.Now - (long)Keep.TotalMilliseconds });

    public static string Id(ConsumeContext message) =>
        (message.MessageId ?? throw new MessageException(message.GetType(), "A message without an id can't be read once.")).ToString("N");
}
