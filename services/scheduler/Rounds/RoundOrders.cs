using MassTransit;
using Sync.Contracts;
using Sync.Ledger.Messages;

namespace Sync.Scheduler.Rounds;

/// <summary>What a round says to one of its cameras.</summary>
internal static class RoundOrders
{
    public static Task Prepare(this BehaviorContext<Round> context, RoundCamera camera)
    {
        var round = context.Saga;
        return context.Ledger().Send(Addresses.Camera(camera.Name), new PrepareRound
        {
            RoundId = round.CorrelationId,
            NightId = round.NightId,
            Number = round.Number,
            Epoch = round.Epoch,
            PointedEpoch = round.PointedEpoch,
            Camera = camera.Name,
            Target = round.Target!,
            Slot = camera.Slot,
            Lease = round.Lease,
        });
    }

    public static Task Open(this BehaviorContext<Round> context, RoundCamera camera, TimeSpan window) =>
        context.Ledger().Send(Addresses.Camera(camera.Name), new OpenShutters
        {
            RoundId = context.Saga.CorrelationId,
            Epoch = context.Saga.Epoch,
            Camera = camera.Name,
            Stamp = camera.Stamp,
            Window = window,
            Side = context.Saga.Side,
            Lease = context.Saga.LeaseOf(camera),
        });

    public static Task Abort(this BehaviorContext<Round> context, RoundCamera camera, string reason, bool keepFrame = false) =>
        context.Ledger().Send(Addresses.Camera(camera.Name), new AbortSlot
        {
            RoundId = context.Saga.CorrelationId,
            Epoch = context.Saga.Epoch,
            Camera = camera.Name,
            Reason = reason,
            KeepFrame = keepFrame,
        });
}
