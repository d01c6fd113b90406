using MassTransit;
using Sync.Contracts;
using Sync.Ledger.Messages;

namespace Sync.CameraAgent.Checks;

/// <summary>Has a camera say whether it is ready for a night. The answer comes later: the next round must not wait for it.</summary>
public sealed class CheckReadinessConsumer(CameraAgents agents) : IConsumer<CheckReadiness>, IWriteWhenDone
{
    public Task Consume(ConsumeContext<CheckReadiness> context)
    {
        if (context.Message.Camera is { } camera)
            agents.Readiness(camera)?.Begin(context.Message);
        return Task.CompletedTask;
    }
}
