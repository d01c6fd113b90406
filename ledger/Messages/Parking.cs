using MassTransit;
using Microsoft.Extensions.Logging;

namespace Sync.Ledger.Messages;

/// <summary>
/// Without a broker there is no error queue: a message that failed for good stays in the outbox, marked, so that it is
/// neither lost nor tried at every start.
/// </summary>
internal sealed partial class Parking(Store store, ILogger<Parking> log) : IReceiveObserver
{
    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public async Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
    {
        var id = Inbox.Id(context);
        Parked(log, typeof(T).Name, consumerType, exception.Message);
        await store.WriteRepeatable(t =>
        {
            t.Execute(
                "update outbox set parked = @now, parked_why = @why where message_id = @id",
                new { id, now = t.Now, why = exception.ToString() });
            t.OnCommitted(() => store.Delivery.Forget(id));
        }, CancellationToken.None);
    }

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "A message {Message} could not be read by {Consumer} and is kept aside in the outbox: {Reason} The night goes on without it.")]
    private static partial void Parked(ILogger log, string message, string consumer, string reason);
}
