using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Frames;

internal sealed class FrameGradedConsumer(Transaction transaction, Tonight tonight, SchedulerMeter meter) : IConsumer<FrameGraded>
{
    public Task Consume(ConsumeContext<FrameGraded> context)
    {
        if (Books.Books.Graded(transaction, context.Message) && meter.CountsFrames)
            Count(context.Message.FrameId);
        transaction.OnCommitted(tonight.FramesChanged);
        return Task.CompletedTask;
    }

    /// <summary>As the books have it: what the sky spoilt is rejected, whatever its stars say.</summary>
    private void Count(Guid frameId)
    {
        var frame = transaction.First<Judged>("select camera as Camera, state as State from frame where frame_id = @id", new { id = frameId.Key() })!;
        transaction.OnCommitted(() => meter.FrameEnded(frame.Camera, frame.State == "Accepted" ? "accepted" : "rejected"));
    }

    private sealed record Judged(string Camera, string State);
}
