using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Sagas;

namespace Sync.Scheduler.Events;

/// <summary>Somebody has come to a barrier: kept until it opens. On the endpoint of the events, so that no event begins to wait unseen meanwhile.</summary>
internal sealed class ArrivalConsumer(Transaction transaction, SagaTable<ScriptEvent> events) : IConsumer<ProgramArrived>
{
    public async Task Consume(ConsumeContext<ProgramArrived> context)
    {
        Barriers.Came(transaction, context.Message);
        foreach (var row in events.Outside(transaction, "Over"))
            await transaction.Send(Addresses.Event, new BarrierReached { EventId = row.CorrelationId, Barrier = context.Message.Barrier });
    }
}
