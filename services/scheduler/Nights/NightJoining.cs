using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Messages;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Planning;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Nights;

/// <summary>A camera that joins or comes back while a round is under way is offered what is left of it; the round knows how much that is.</summary>
internal sealed class NightJoining(NightPlan plan, CameraFleet fleet, TimeProvider time)
{
    public async Task Offer(BehaviorContext<Night, CameraJoined> context)
    {
        var (night, name) = (context.Saga, context.Message.Camera);
        if (night.RoundId is not { } round || night.ScriptStage is not null || night.Stopping || night.Pausing || night.IsUnsafe)
            return;
        var hasPart = night.UnderWay.Exists(s => s.Camera == name) || night.Focusing.Contains(name) || night.Solving.Contains(name);
        if (night.Centring is not null && !hasPart) // nobody exposes yet
            return;
        var slot = hasPart ? null : Slot(context.Ledger(), night, name);
        if (hasPart ? time.GetUtcNow() < fleet.ListensUntil : slot is null) // soon after a start all are heard for the first time
            return;
        using var span = SchedulerSpans.OfRound("admit camera", round)?.SetTag("camera.name", name);
        if (slot is not null)
            Give(context.Ledger(), night, round, slot);
        await context.Ledger().Send(Addresses.Round, new AdmitCamera
        {
            RoundId = round, Camera = name, Slot = slot is null ? null : NightMoves.Describe(slot), Until = slot?.Until,
        });
    }

    private CameraSlot? Slot(Transaction t, Night night, string name) => fleet.Present.FirstOrDefault(c => c.Camera == name) is { } camera
        ? Planner.Joining(plan.Question(t, night, [camera]), night.RoundWindow)
        : null;

    private static void Give(Transaction t, Night night, Guid round, CameraSlot slot)
    {
        night.UnderWay.Add(NightMoves.UnderWay(slot));
        Books.Books.Allot(t, night.CorrelationId, round, slot.Camera, slot.PlanId, slot.Kind, slot.Frames);
    }
}
