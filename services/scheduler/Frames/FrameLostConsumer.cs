using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Frames;

internal sealed partial class FrameLostConsumer(Transaction transaction, Tonight tonight, SchedulerMeter meter, ILogger<FrameLostConsumer> log) :
    IConsumer<FrameLost>
{
    public Task Consume(ConsumeContext<FrameLost> context)
    {
        var camera = context.Message.Camera;
        if (Books.Books.Lost(transaction, context.Message))
            transaction.OnCommitted(() => meter.FrameEnded(camera, "lost"));
        transaction.OnCommitted(tonight.FramesChanged);
        Lost(log, camera, context.Message.Reason);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A frame of camera {Camera} is lost and will be taken again: {Reason}")]
    private static partial void Lost(ILogger log, string camera, string reason);
}
