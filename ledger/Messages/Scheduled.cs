using MassTransit;
using MassTransit.Transports;

namespace Sync.Ledger.Messages;

/// <summary>Travels with a message that is to be sent later.</summary>
internal sealed record Scheduled(DateTimeOffset At, Guid Token);

/// <summary>
/// Marks a message as due later. MassTransit's own pipe sets a delay, which the transport would apply a second time on
/// delivery (in memory) or turn into a plugin's exchange type (RabbitMQ).
/// </summary>
internal sealed class ScheduledPipe<T>(IPipe<SendContext<T>> pipe, Scheduled scheduled) : SendContextPipeAdapter<T>(pipe)
    where T : class
{
    protected override void Send(SendContext<T> context)
    {
        context.ScheduledMessageId = scheduled.Token;
        context.Headers.Set(MessageHeaders.SchedulingTokenId, scheduled.Token.ToString("D"));
        context.GetOrAddPayload(() => scheduled);
    }

    protected override void Send<TMessage>(SendContext<TMessage> context)
    {
    }
}
