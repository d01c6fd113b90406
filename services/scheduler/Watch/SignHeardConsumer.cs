using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Watch;

/// <summary>Dither has answered: rounds that waited for it look again whether they may open.</summary>
internal sealed class SignHeardConsumer(SkyPledge pledge, Store store) : IConsumer<SignHeard>
{
    public async Task Consume(ConsumeContext<SignHeard> context)
    {
        if (pledge.Hear(context.Message) is not { Count: > 0 } rounds)
            return;
        await store.Write(async t =>
        {
            foreach (var round in rounds)
                await t.Send(Addresses.Round, new PatienceOver { RoundId = round });
        }, context.CancellationToken);
    }
}
