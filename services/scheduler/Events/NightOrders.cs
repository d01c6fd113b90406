using MassTransit;
using Sync.Contracts;
using Sync.Ledger.Messages;
using Sync.Scheduler.Nights;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>What an event has its night do: the night alone counts moves and rounds.</summary>
internal sealed class NightOrders(Places places, NightOptions night)
{
    /// <summary>The night gives a move up before.</summary>
    public TimeSpan SlewWithin => night.MoveWithin + TimeSpan.FromMinutes(1);

    /// <returns>why it is not even tried; null when the night will answer</returns>
    public async Task<string?> Slew(BehaviorContext<ScriptEvent> context, SlewStep step, int part)
    {
        var row = context.Saga;
        var (name, at, trouble) = places.Of(context.Ledger(), step.To, row.Target);
        if (trouble is null)
        {
            await context.Ledger().Send(Addresses.Night, new PointForScript
            {
                NightId = row.NightId,
                EventId = row.CorrelationId,
                Stage = row.Stage,
                Part = part,
                Place = name,
                RightAscensionHours = at.RightAscensionHours,
                DeclinationDegrees = at.DeclinationDegrees,
            });
        }
        return trouble;
    }
}
