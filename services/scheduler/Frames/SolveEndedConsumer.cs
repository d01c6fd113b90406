using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Frames;

/// <summary>Books how the field of a camera lies.</summary>
internal sealed class SolveEndedConsumer(Transaction transaction, Tonight tonight) : IConsumer<SolveEnded>
{
    public Task Consume(ConsumeContext<SolveEnded> context)
    {
        SolveBook.Ended(transaction, context.Message);
        transaction.OnCommitted(tonight.FramesChanged);
        return Task.CompletedTask;
    }
}
