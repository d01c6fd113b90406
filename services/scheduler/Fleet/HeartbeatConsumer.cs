using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Story;

namespace Sync.Scheduler.Fleet;

internal sealed partial class HeartbeatConsumer(CameraFleet fleet, Store store, NightRows nights, Tonight tonight, ILogger<HeartbeatConsumer> log) :
    IConsumer<CameraHeartbeat>
{
    public async Task Consume(ConsumeContext<CameraHeartbeat> context)
    {
        var camera = context.Message.Camera;
        var joined = fleet.Hear(context.Message);
        tonight.CamerasChanged();
        if (!joined)
            return;
        Joined(log, camera);
        await store.Write(async t =>
        {
            foreach (var night in nights.UnderWay(t))
            {
                Faults.CameBack(t, night.CorrelationId, camera);
                await t.Send(Addresses.Night, new CameraJoined { NightId = night.CorrelationId, Camera = camera });
            }
        }, context.CancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Camera {Camera} is there.")]
    private static partial void Joined(ILogger log, string camera);
}
