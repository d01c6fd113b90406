using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Sync.Ledger.Messages;

namespace Sync.Ledger.Sagas;

/// <summary>Lets MassTransit's state machines live in a <see cref="SagaTable{TSaga}"/>, inside the transaction of the message.</summary>
internal sealed class SagaRows<TSaga>(LedgerScope scope, SagaTable<TSaga> table, ISagaConsumeContextFactory<Transaction, TSaga> contexts) :
    ISagaRepositoryContextFactory<TSaga>
    where TSaga : class, ISagaRow
{
    public void Probe(ProbeContext context) => context.Add("persistence", "ledger");

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next)
        where T : class => next.Send(new Rows<T>(scope.Transaction, table, context, contexts));

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next)
        where T : class => throw new NotSupportedException("Sagas are found by their id alone.");

    private sealed class Rows<T>(
        Transaction transaction, SagaTable<TSaga> table, ConsumeContext<T> context, ISagaConsumeContextFactory<Transaction, TSaga> contexts) :
        ConsumeContextScope<T>(context, transaction), SagaRepositoryContext<TSaga, T>
        where T : class
    {
        private readonly ConsumeContext<T> consume = context;

        public Task<SagaConsumeContext<TSaga, T>> Add(TSaga instance) => Context(instance, SagaConsumeContextMode.Add);

        public Task<SagaConsumeContext<TSaga, T>> Insert(TSaga instance)
        {
            table.Insert(transaction, instance);
            return Context(instance, SagaConsumeContextMode.Insert);
        }

        public async Task<SagaConsumeContext<TSaga, T>> Load(Guid correlationId) =>
            table.Load(transaction, correlationId) is { } saga ? await Context(saga, SagaConsumeContextMode.Load) : null!;

        public Task Save(SagaConsumeContext<TSaga> context) => Done(() => table.Insert(transaction, context.Saga));

        public Task Update(SagaConsumeContext<TSaga> context) => Done(() => table.Update(transaction, context.Saga));

        public Task Delete(SagaConsumeContext<TSaga> context) => Done(() => table.Delete(transaction, context.Saga));

        public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

        public Task Undo(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

        public Task<SagaConsumeContext<TSaga, TMessage>> CreateSagaConsumeContext<TMessage>(
            ConsumeContext<TMessage> consumeContext, TSaga instance, SagaConsumeContextMode mode)
            where TMessage : class => contexts.CreateSagaConsumeContext(transaction, consumeContext, instance, mode);

        private Task<SagaConsumeContext<TSaga, T>> Context(TSaga saga, SagaConsumeContextMode mode) =>
            contexts.CreateSagaConsumeContext(transaction, consume, saga, mode);

        private static Task Done(Action write)
        {
            write();
            return Task.CompletedTask;
        }
    }
}
