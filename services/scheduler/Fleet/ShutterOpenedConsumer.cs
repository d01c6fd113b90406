using MassTransit;
using Sync.Contracts;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Fleet;

internal sealed class ShutterOpenedConsumer(Tonight tonight, Openings openings) : IConsumer<ShutterOpened>
{
    public Task Consume(ConsumeContext<ShutterOpened> context)
    {
        openings.Hear(context.Message);
        tonight.Opened(context.Message);
        return Task.CompletedTask;
    }
}
