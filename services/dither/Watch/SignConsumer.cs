using MassTransit;
using Sync.Contracts;
using Sync.Ledger.Messages;

namespace Sync.Dither.Watch;

/// <summary>The scheduler is there, and is answered at once.</summary>
internal sealed class SignConsumer(Watchdog watchdog) : IConsumer<Sign>, IWriteWhenDone
{
    public Task Consume(ConsumeContext<Sign> context) => watchdog.Answer(context.Message);
}
