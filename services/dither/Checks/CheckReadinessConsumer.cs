using MassTransit;
using Sync.Contracts;
using Sync.Ledger.Messages;

namespace Sync.Dither.Checks;

/// <summary>Has mount and guider looked at before a night. The answer comes later: the next move must not wait for it.</summary>
internal sealed class CheckReadinessConsumer(Readiness readiness) : IConsumer<CheckReadiness>, IWriteWhenDone
{
    public Task Consume(ConsumeContext<CheckReadiness> context)
    {
        readiness.Begin(context.Message);
        return Task.CompletedTask;
    }
}
