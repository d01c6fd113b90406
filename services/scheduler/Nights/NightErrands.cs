using System.Diagnostics;
using MassTransit;
using Sync.Contracts;
using Sync.Ledger.Messages;
using Sync.Scheduler.Books;
using Sync.Scheduler.Events;

namespace Sync.Scheduler.Nights;

/// <summary>
/// What the night's script has the night do, for it alone counts moves: it points the telescopes. Nothing else is under way
/// meanwhile, and all shutters are closed.
/// </summary>
internal sealed class NightErrands(NightOptions options)
{
    /// <summary>Without guiding, and whether or not there is a guider; so the next round points the telescopes anew.</summary>
    public async Task Point(BehaviorContext<Night, PointForScript> context)
    {
        var (night, wanted) = (context.Saga, context.Message);
        if (wanted.EventId != night.EventId)
            return;
        if (night.MoveId is not null)
        {
            await Tell(context, new(wanted.EventId, wanted.Stage, wanted.Part), "The telescopes still move.");
            return;
        }
        (night.Errand, night.MoveId, night.MoveKind) = (new(wanted.EventId, wanted.Stage, wanted.Part), NewId.NextGuid(), "slew");
        (night.PointsAt, night.SinceDither, night.DitheredTo) = (null, [], 0);
        Activity.Current = null; // it belongs to no round
        await context.Ledger().Send(Addresses.Dither, new Slew
        {
            MoveId = night.MoveId.Value,
            NightId = night.CorrelationId,
            Epoch = ++night.Epoch,
            Target = wanted.Place,
            RightAscensionHours = wanted.RightAscensionHours,
            DeclinationDegrees = wanted.DeclinationDegrees,
            WhenUnsettled = [GuidingRemedy.GoOn],
            Guides = false,
        });
    }

    public Task Settled(BehaviorContext<Night, SkySettled> context)
    {
        Books.Books.Moved(context.Ledger(), SkyMove.Of(context.Message, context.Saga.MoveKind));
        NightFlips.Settled(context.Saga, context.Message);
        return Pointed(context, null);
    }

    public Task Failed(BehaviorContext<Night, MoveFailed> context)
    {
        Books.Books.Moved(context.Ledger(), SkyMove.Of(context.Message, context.Saga.MoveKind));
        return NotPointed(context, context.Message.Reason);
    }

    public Task Overdue(BehaviorContext<Night> context) => NotPointed(context, $"Nothing was heard of it for {options.MoveWithin}; see whether the dither service runs.");

    private static Task NotPointed(BehaviorContext<Night> context, string reason)
    {
        (context.Saga.Side, context.Saga.PointedAt) = (null, null);
        return Pointed(context, reason);
    }

    private static async Task Pointed(BehaviorContext<Night> context, string? trouble)
    {
        var night = context.Saga;
        night.MoveId = null;
        if (night.Errand is { } errand)
            await Tell(context, errand, trouble);
        night.Errand = null;
    }

    private static Task Tell(BehaviorContext<Night> context, Errand errand, string? trouble) => context.Ledger().Send(
        Addresses.Event, new ChoreEnded { EventId = errand.EventId, Stage = errand.Stage, Part = errand.Part, Trouble = trouble });
}

/// <summary>What the night does for its script: which part of which stage of which event.</summary>
public sealed record Errand(Guid EventId, int Stage, int Part);
