using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent.Exposures;

/// <summary>Keeps a camera's shutter closed while telescopes may not be out.</summary>
public sealed class SafetyConsumer(CameraAgents agents, Transaction transaction) : IConsumer<KeepClosed>, IConsumer<MayOpen>
{
    public Task Consume(ConsumeContext<KeepClosed> context) =>
        agents.Find(context.Message.Camera)?.KeepClosed(context.Message, transaction) ?? Task.CompletedTask;

    public Task Consume(ConsumeContext<MayOpen> context)
    {
        agents.Find(context.Message.Camera)?.MayOpen(context.Message, transaction);
        return Task.CompletedTask;
    }
}
