using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent.Exposures;

/// <summary>Makes a camera ready for a round.</summary>
public sealed class PrepareRoundConsumer(CameraAgents agents, Transaction transaction) : IConsumer<PrepareRound>
{
    public Task Consume(ConsumeContext<PrepareRound> context) =>
        agents.Find(context.Message.Camera)?.Prepare(context.Message, transaction) ?? Task.CompletedTask;
}
