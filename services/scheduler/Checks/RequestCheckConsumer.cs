using MassTransit;
using Sync.Contracts;

namespace Sync.Scheduler.Checks;

/// <summary>A person asks. The answers come to the same endpoint, so this must not wait for them.</summary>
internal sealed class RequestCheckConsumer(Checkups checkups) : IConsumer<RequestCheck>
{
    public Task Consume(ConsumeContext<RequestCheck> context)
    {
        checkups.BeginForOperator(context.Message.CheckId);
        return Task.CompletedTask;
    }
}
