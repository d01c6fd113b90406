using MassTransit;
using MassTransit.Context;
using MassTransit.Scheduling;

namespace Sync.Ledger.Messages;

/// <summary>Schedules by an outbox row with a later due instant, in the transaction of the message; takes back by deleting it there.</summary>
internal sealed class LedgerScheduler(ConsumeContext context) : IScheduleMessageProvider
{
    public async Task<ScheduledMessage<T>> ScheduleSend<T>(
        Uri destinationAddress, DateTime scheduledTime, T message, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken)
        where T : class
    {
        var token = ScheduleTokenIdCache<T>.GetTokenId(message);
        var scheduled = new Scheduled(new DateTimeOffset(DateTime.SpecifyKind(scheduledTime, DateTimeKind.Utc)), token);
        var endpoint = await context.GetSendEndpoint(destinationAddress);
        await endpoint.Send(message, new ScheduledPipe<T>(pipe, scheduled), cancellationToken);
        return new Handle<T>(token, scheduledTime, destinationAddress, message);
    }

    public Task CancelScheduledSend(Guid tokenId, CancellationToken cancellationToken)
    {
        if (!context.TryGetPayload<LedgerContext>(out var ledger))
            throw new InvalidOperationException("Only a consumer that writes to the ledger can take a scheduled message back.");
        ledger.Transaction.Execute("delete from outbox where token = @token", new { token = tokenId.ToString("N") });
        return Task.CompletedTask;
    }

    public Task CancelScheduledSend(Uri destinationAddress, Guid tokenId, CancellationToken cancellationToken) =>
        CancelScheduledSend(tokenId, cancellationToken);

    private sealed record Handle<T>(Guid TokenId, DateTime ScheduledTime, Uri Destination, T Payload) : ScheduledMessage<T>
        where T : class;
}

/// <summary>Gives every consumer of an endpoint that scheduler.</summary>
internal sealed class LedgerSchedulerFilter : IFilter<ConsumeContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("ledger-scheduler");

    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        context.GetOrAddPayload<MessageSchedulerContext>(() => new ConsumeMessageSchedulerContext(
            context, c => new MessageScheduler(new LedgerScheduler(c), c.GetPayload<IBusTopology>())));
        return next.Send(context);
    }
}
