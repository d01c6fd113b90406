using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Events;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Story;

namespace Sync.Scheduler.Fleet;

/// <summary>Tells the round that is under way, and the night's story, when a camera falls silent.</summary>
internal sealed partial class FleetWatch(CameraFleet fleet, Store store, NightRows nights, Tonight tonight, TimeProvider time, ILogger<FleetWatch> log) :
    CountedService(time)
{
    protected override async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var (camera, silent) in await fleet.NextLost(stop))
            {
                Lost(log, camera, silent.TotalSeconds);
                tonight.CamerasChanged();
                await store.Write(t => Tell(t, camera, silent), stop);
            }
        }
    }

    private async Task Tell(Transaction t, string camera, TimeSpan silent)
    {
        foreach (var night in nights.UnderWay(t))
        {
            Faults.FellSilent(t, night.CorrelationId, camera);
            if (night.EventId is { } running)
                await t.Send(Addresses.Event, new ParticipantLost { EventId = running, Camera = camera });
            if (night.RoundId is not { } round)
                continue;
            using var span = SchedulerSpans.OfRound("lose camera", round)?.SetTag("camera.name", camera);
            await t.Send(Addresses.Round, new CameraLost { RoundId = round, Camera = camera, Silent = silent });
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Camera {Camera} has been silent for {Seconds:F0} s and is left out until it announces itself again; see whether its agent runs.")]
    private static partial void Lost(ILogger log, string camera, double seconds);
}
