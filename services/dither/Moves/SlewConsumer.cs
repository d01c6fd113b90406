using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Dither.Moves;

/// <summary>Points all telescopes at a target and guides there.</summary>
public sealed class SlewConsumer(Orders orders, Transaction transaction) : IConsumer<Slew>
{
    public Task Consume(ConsumeContext<Slew> context) => orders.Take(Move.Of(context.Message), transaction);
}
