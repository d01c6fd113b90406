using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger.Messages;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Nights;

/// <summary>What the night does about a sky that was disturbed though no move was ordered.</summary>
internal sealed partial class NightDisturbances(ILogger<NightDisturbances> log)
{
    /// <summary>A move that was ordered since sees to it. Otherwise the next round begins with one.</summary>
    public async Task Take(BehaviorContext<Night, SkyDisturbed> context)
    {
        var (night, told) = (context.Saga, context.Message);
        var lasts = Interruptions.Record(context.Ledger(), told);
        if (told.Epoch != night.Epoch || night.EndedAt is not null)
            return;
        if (told.Kind == DisturbanceKind.ParkedItself)
            await Parked(context);
        else if (lasts)
            night.Unguided = told.DisturbanceId;
        else if (night.Unguided == told.DisturbanceId)
            night.Unguided = null;
    }

    /// <summary>Nobody knows where the telescopes point, whatever is still said of the move before; no shutter is open.</summary>
    private async Task Parked(BehaviorContext<Night, SkyDisturbed> context)
    {
        var (night, told) = (context.Saga, context.Message);
        (night.ParkedIn, night.PointsAt, night.PointedAt, night.Side) = (told.Epoch, null, null, null);
        ParkedItself(log, told.Reason);
        if (night.RoundId is not null)
            await NightMoves.CancelRound(context, told.Reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason} The telescopes are pointed anew before anything is exposed.")]
    private static partial void ParkedItself(ILogger log, string reason);
}
