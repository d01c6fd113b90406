using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent.Exposures;

/// <summary>Closes a camera's shutter for the rest of a round.</summary>
public sealed class AbortSlotConsumer(CameraAgents agents, Transaction transaction) : IConsumer<AbortSlot>
{
    public Task Consume(ConsumeContext<AbortSlot> context) =>
        agents.Find(context.Message.Camera)?.Abort(context.Message, transaction) ?? Task.CompletedTask;
}
