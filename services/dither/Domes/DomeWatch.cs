using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Dither.Moves;
using Sync.Ledger;

namespace Sync.Dither.Domes;

/// <summary>Turns the dome between two moves, where none came before it stands in the way: the dark is worse than a pier that trembles.</summary>
internal sealed partial class DomeWatch(SkyMover sky, Conductor conductor, TimeProvider time, ILogger<DomeWatch> log) : CountedService(time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);

    protected override async Task Run(CancellationToken stop)
    {
        while (sky.Dome is { } dome && !stop.IsCancellationRequested)
        {
            await Time.Pass(Interval, stop);
            try
            {
                if (await conductor.Look(async c => new Seen(await dome.FollowBetween(c))) is { TurnedTo: { } azimuth })
                    Turned(log, azimuth);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                NotTurned(log, e.Message);
            }
        }
    }

    private sealed record Seen(double? TurnedTo);

    [LoggerMessage(Level = LogLevel.Information, Message = "The dome stood in the way between two moves, and was turned to {Azimuth:F0}°. Its frames may show it.")]
    private static partial void Turned(ILogger log, double azimuth);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dome may stand in the way and could not be turned; it is tried again in 2 min, and with the next move: {Reason}")]
    private static partial void NotTurned(ILogger log, string reason);
}
