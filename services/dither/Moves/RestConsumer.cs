using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Dither.Moves;

/// <summary>Stops guiding and tracking until the next slew.</summary>
public sealed class RestConsumer(Orders orders, Transaction transaction) : IConsumer<Rest>
{
    public Task Consume(ConsumeContext<Rest> context) => orders.Take(Move.Of(context.Message), transaction);
}
