using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Frames;

/// <summary>Books a frame, and asks for the verdict on it where it is a whole one of the sky.</summary>
internal sealed class FrameSavedConsumer(Transaction transaction, Tonight tonight, SchedulerMeter meter) : IConsumer<FrameSaved>
{
    public async Task Consume(ConsumeContext<FrameSaved> context)
    {
        var frame = context.Message;
        if (!Books.Books.Saved(transaction, frame))
            return;
        if (meter.ComparesStarts && StartSkew.Of(transaction, frame.RoundId) is { } skew)
            transaction.OnCommitted(() => meter.StartSkew(skew));
        transaction.OnCommitted(tonight.FramesChanged);
        if (frame.AbortedBecause is not null)
        {
            transaction.OnCommitted(() => meter.FrameEnded(frame.Camera, "aborted"));
            return;
        }
        if (frame.Work != SlotWork.Expose) // nobody judges darks and flats
            return;
        await transaction.Send(Addresses.Grader, new GradeFrame
        {
            FrameId = frame.FrameId,
            Path = frame.Path,
            Camera = frame.Camera,
            PlanId = frame.PlanId,
            Filter = frame.Filter,
            Exposure = frame.Exposure,
            Gain = frame.Gain,
            Binning = frame.Binning,
        });
    }
}
