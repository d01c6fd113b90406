using MassTransit;
using Sync.Ledger;

namespace Sync.Dither.Moves;

/// <summary>Shifts the sky by a step of the pattern.</summary>
public sealed class DitherConsumer(Orders orders, Transaction transaction) : IConsumer<Contracts.Dither>
{
    public Task Consume(ConsumeContext<Contracts.Dither> context) => orders.Take(Move.Of(context.Message), transaction);
}
