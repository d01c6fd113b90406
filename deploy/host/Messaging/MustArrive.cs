using MassTransit;

namespace Sync.Host.Messaging;

/// <summary>
/// A message that reaches no queue is not sent: its reader has never run, and the outbox keeps it. One that is said again soon may be
/// lost, which only its sender knows: this looks when all that shapes a message has had its turn.
/// </summary>
internal sealed class MustArrive : ISendObserver
{
    public Task PreSend<T>(SendContext<T> context)
        where T : class
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            rabbit.Mandatory = context.TimeToLive is null;
        return Task.CompletedTask;
    }

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
