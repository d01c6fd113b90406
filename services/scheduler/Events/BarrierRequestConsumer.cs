using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Requests;

namespace Sync.Scheduler.Events;

/// <summary>A program comes to a barrier by the operator's command, and is answered when it opens.</summary>
internal sealed class BarrierRequestConsumer(Store store, Answers answers) : IConsumer<RequestBarrier>
{
    public Task Consume(ConsumeContext<RequestBarrier> context) => store.Write(
        async t =>
        {
            var (id, barrier, program) = (context.Message.RequestId, context.Message.Barrier, context.Message.Program);
            if (!BarrierDoor.IsName(barrier) || !BarrierDoor.IsName(program))
            {
                answers.Refuse(t, id, $"'{barrier}' and '{program}' can't both be names; {BarrierDoor.Names}.");
                return;
            }
            answers.Hear(t, id, $"{program} has come to the barrier {barrier}, and waits for it to open.");
            await t.Send(Addresses.Event, new ProgramArrived { ArrivalId = id, Barrier = barrier, Program = program, IsCommand = true });
        },
        CancellationToken.None);
}
