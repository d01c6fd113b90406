using MassTransit;
using Sync.Contracts;

namespace Sync.Host.Checks;

internal sealed class CheckCompletedConsumer(AskedCheck asked) : IConsumer<CheckCompleted>
{
    public Task Consume(ConsumeContext<CheckCompleted> context)
    {
        asked.Hear(context.Message);
        return Task.CompletedTask;
    }
}
