using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent.Exposures;

/// <summary>Opens a camera's shutter under a hold.</summary>
public sealed class OpenShuttersConsumer(CameraAgents agents, Transaction transaction) : IConsumer<OpenShutters>
{
    public Task Consume(ConsumeContext<OpenShutters> context) =>
        agents.Find(context.Message.Camera)?.Open(context.Message, transaction) ?? Task.CompletedTask;
}
