using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Frames;

internal sealed class FrameGradedConsumer(Transaction transaction, Tonight tonight) : IConsumer<FrameGraded>
{
    public Task Consume(ConsumeContext<FrameGraded> context)
    {
        Books.Books.Graded(transaction, context.Message);
        transaction.OnCommitted(tonight.FramesChanged);
        return Task.CompletedTask;
    }
}
