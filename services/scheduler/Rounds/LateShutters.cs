using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Scheduler.Fleet;

namespace Sync.Scheduler.Rounds;

/// <summary>
/// Shutters that are open beyond their round's window while others wait: looked at when another camera closes, and once when the
/// window is over. A run through focus is as long as was planned. A frame whose beginning nobody has heard of is not judged; it has
/// the limits of its slot and its lease.
/// </summary>
internal sealed partial class LateShutters(RoundOptions limits, Openings openings, TimeProvider time, ILogger<LateShutters> log)
{
    /// <summary>Orders and answers take their time too.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>When to look; null when nothing is to be looked at, or has been.</summary>
    public DateTimeOffset? LookAt(Round round)
    {
        var left = round.WindowLeft(MonotonicInstant.Now(time)) + Grace;
        return limits.Late != LateFrames.Never && left > TimeSpan.Zero ? time.GetUtcNow() + left : null;
    }

    public async Task Judge(BehaviorContext<Round> context)
    {
        var (round, now) = (context.Saga, MonotonicInstant.Now(time));
        if (!(round.WindowLeft(now) + Grace <= TimeSpan.Zero))
            return;
        var waiting = round.Cameras.Count(c => c.Phase is CameraPhase.Taken or CameraPhase.Aborted);
        foreach (var camera in round.In(CameraPhase.Open).Where(c => c.Reason is null && c.TakesFrames).ToList())
        {
            if (openings.Exposed(round.CorrelationId, camera.Name, now) is not { } exposed || !LateFrame.IsAborted(limits.Late, waiting, exposed, camera.Slot.Exposure))
                continue;
            camera.Reason = $"{exposed.TotalSeconds:F0} of {camera.Slot.Exposure.TotalSeconds:0.#} s were exposed when the round should have been over, and {waiting} waited.";
            Aborted(log, camera.Name, round.Number, camera.Reason);
            await context.Abort(camera, camera.Reason, keepFrame: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frame of {Camera} in round {Number} is aborted: {Reason}")]
    private static partial void Aborted(ILogger log, string camera, int number, string reason);
}
