using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent.Steps;

public sealed class RunStepConsumer(CameraAgents agents, Transaction transaction) : IConsumer<RunStep>
{
    public Task Consume(ConsumeContext<RunStep> context) =>
        agents.Steps(context.Message.Camera)?.Begin(context.Message, transaction) ?? Task.CompletedTask;
}
