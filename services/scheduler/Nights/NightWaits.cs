using MassTransit;
using Sync.Ledger.Messages;
using Sync.Scheduler.Story;

namespace Sync.Scheduler.Nights;

/// <summary>Keeps for the night's story what it waits for, and counts how long it did.</summary>
internal sealed class NightWaits(SchedulerMeter meter, TimeProvider time)
{
    /// <summary>Where the night has begun to wait.</summary>
    public void Keep(BehaviorContext<Night> context)
    {
        if (context.Saga is not { WaitsUntil: { } until, WaitReason: { } reason } night)
            return;
        night.WaitsSince = time.GetUtcNow();
        StoryTables.Waits(context.Ledger(), night.CorrelationId, until, reason);
    }

    /// <summary>However it ended: by its instant, a camera or a stop.</summary>
    public void End(BehaviorContext<Night> context)
    {
        if (context.Saga.WaitsUntil is not null)
            StoryTables.WaitEnds(context.Ledger(), context.Saga.CorrelationId);
        if (context.Saga is { WaitsSince: { } since, WaitCause: { } cause })
        {
            var waited = time.GetUtcNow() - since;
            context.Ledger().OnCommitted(() => meter.Waited(waited, cause));
        }
        (context.Saga.WaitsSince, context.Saga.WaitCause) = (null, null);
    }
}
