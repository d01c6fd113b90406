using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Safety;

/// <summary>Tells the night that is under way whether telescopes may be out. One that begins later is told when its first move is refused.</summary>
internal sealed class SafetyConsumer(Transaction transaction, NightRows nights) : IConsumer<SkyUnsafe>, IConsumer<SkySafe>
{
    public async Task Consume(ConsumeContext<SkyUnsafe> context)
    {
        foreach (var night in nights.UnderWay(transaction))
            await transaction.Send(Addresses.Night, new ShelterNight { NightId = night.CorrelationId, Number = context.Message.Number, Reason = context.Message.Reason });
    }

    public async Task Consume(ConsumeContext<SkySafe> context)
    {
        foreach (var night in nights.UnderWay(transaction))
            await transaction.Send(Addresses.Night, new UncoverNight { NightId = night.CorrelationId, Number = context.Message.Number });
    }
}
