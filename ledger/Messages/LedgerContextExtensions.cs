using MassTransit;

namespace Sync.Ledger.Messages;

/// <summary>For state machines, which are made once and find their transaction in the message's context.</summary>
public static class LedgerContextExtensions
{
    /// <summary>The transaction in which this message is read.</summary>
    public static Transaction Ledger(this ConsumeContext context) => context.GetPayload<LedgerContext>().Transaction;
}
