using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Dither.Moves;

/// <summary>Parks the mount.</summary>
public sealed class ParkConsumer(Orders orders, Transaction transaction) : IConsumer<Park>
{
    public Task Consume(ConsumeContext<Park> context) => orders.Take(Move.Of(context.Message), transaction);
}
