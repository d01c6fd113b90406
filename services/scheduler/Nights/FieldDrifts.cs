using Sync.Contracts;

namespace Sync.Scheduler.Nights;

/// <summary>Whether the telescopes are to be pointed anew, because what cameras look at has drifted although it is guided.</summary>
internal static class FieldDrifts
{
    /// <param name="night">as it is kept</param>
    /// <param name="cameras">as they were last heard; what they say of an earlier pointing does not count</param>
    /// <param name="limitArcseconds">0 for none</param>
    /// <returns>the camera that has drifted farthest of those that did so beyond the limit; null when none has</returns>
    public static CameraHeartbeat? Farthest(Night night, IEnumerable<CameraHeartbeat> cameras, double limitArcseconds) => limitArcseconds <= 0 ? null : cameras
        .Where(c => c.Drift is { } drift && drift.NightId == night.CorrelationId && drift.PointedEpoch == night.PointedEpoch && drift.Arcseconds > limitArcseconds)
        .MaxBy(c => c.Drift!.Arcseconds);
}
