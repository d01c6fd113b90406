using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Frames;

/// <summary>Books what a camera found that looked for its focus.</summary>
internal sealed class FocusEndedConsumer(Transaction transaction, Tonight tonight) : IConsumer<FocusEnded>
{
    public Task Consume(ConsumeContext<FocusEnded> context)
    {
        FocusBook.Ended(transaction, context.Message);
        transaction.OnCommitted(tonight.FramesChanged);
        return Task.CompletedTask;
    }
}
