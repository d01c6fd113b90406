using MassTransit;
using Sync.Contracts;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Fleet;

internal sealed class ShutterOpenedConsumer(Tonight tonight) : IConsumer<ShutterOpened>
{
    public Task Consume(ConsumeContext<ShutterOpened> context)
    {
        tonight.Opened(context.Message);
        return Task.CompletedTask;
    }
}
