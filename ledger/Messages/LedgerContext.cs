using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;

namespace Sync.Ledger.Messages;

/// <summary>The transaction that reading a message runs in.</summary>
internal interface LedgerContext
{
    Transaction Transaction { get; }
}

/// <summary>Reads one message in one transaction: its mark, what the consumer writes, and all that it sends.</summary>
internal sealed class LedgerContextFactory(Store store, LedgerScope scope, IServiceProvider services) : IOutboxContextFactory<LedgerScope>
{
    public Task Send<T>(ConsumeContext<T> context, OutboxConsumeOptions options, IPipe<OutboxConsumeContext<T>> next)
        where T : class => store.Once(async t =>
        {
            scope.Transaction = t;
            var duplicate = !Inbox.Mark(t, context);
            await next.Send(new LedgerConsumeContext<T>(context, options, services, t, duplicate));
            return true;
        }, context.CancellationToken);

    public void Probe(ProbeContext context) => context.CreateFilterScope("ledger");
}

/// <summary>Hands the transaction of the present message to whatever the consumer is made of.</summary>
internal sealed class LedgerScope
{
    private Transaction? transaction;

    public Transaction Transaction
    {
        get => transaction ?? throw new InvalidOperationException("No message is being read here; write through Store.");
        set => transaction = value;
    }
}

/// <summary>A duplicate is told to MassTransit as consumed and delivered: it then drops the message.</summary>
internal sealed class LedgerConsumeContext<T>(
    ConsumeContext<T> context, OutboxConsumeOptions options, IServiceProvider services, Transaction transaction, bool duplicate) :
    OutboxConsumeContextProxy<T>(context, options, services), LedgerContext
    where T : class
{
    public Transaction Transaction => transaction;

    public override bool ContinueProcessing { get; set; } = true;

    public override bool IsMessageConsumed => duplicate;

    public override bool IsOutboxDelivered => duplicate;

    public override int ReceiveCount => 1;

    public override long? LastSequenceNumber => null;

    public override Task SetConsumed() => Task.CompletedTask;

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;

    public override Task AddSend<TMessage>(SendContext<TMessage> context)
    {
        transaction.Add(context, SerializerContext);
        return Task.CompletedTask;
    }
}
