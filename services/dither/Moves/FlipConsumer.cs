using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Dither.Moves;

/// <summary>Brings the telescopes to the other side of the pier.</summary>
public sealed class FlipConsumer(Orders orders, Transaction transaction) : IConsumer<Flip>
{
    public Task Consume(ConsumeContext<Flip> context) => orders.Take(Move.Of(context.Message), transaction);
}
