using System.Collections.Concurrent;
using Sync.Clock;
using Sync.Contracts;

namespace Sync.Scheduler.Fleet;

/// <summary>Which cameras are there now. Not kept: whoever is there says so again within seconds.</summary>
public sealed class CameraFleet(FleetOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Sighting> sightings = new();
    private readonly Bell bell = new(time);
    private readonly DateTimeOffset began = time.GetUtcNow();

    /// <summary>Heard of within the limit, in the order of their names; those with hardware that does not answer are among them.</summary>
    public IReadOnlyList<CameraHeartbeat> Heard =>
        [.. sightings.Values.Where(s => !s.Lost).Select(s => s.Heartbeat).OrderBy(h => h.Camera, StringComparer.Ordinal)];

    /// <summary>Those that can take part in a round.</summary>
    public IReadOnlyList<CameraHeartbeat> Present => [.. Heard.Where(Works)];

    /// <summary>Whether every camera that is there has had the time to say so since this scheduler started.</summary>
    public DateTimeOffset ListensUntil => began + options.LostAfter;

    /// <returns>true when the camera can take part now, and could not before, or has forgotten what it was asked: its agent was started again</returns>
    internal bool Hear(CameraHeartbeat heartbeat)
    {
        var (isNew, couldBefore) = (true, false);
        sightings.AddOrUpdate(
            heartbeat.Camera,
            _ => new Sighting(heartbeat, time.GetUtcNow(), false),
            (_, before) =>
            {
                (isNew, couldBefore) = (before.Lost, !before.Lost && Works(before.Heartbeat) && before.Heartbeat.Instance == heartbeat.Instance);
                return new Sighting(heartbeat, time.GetUtcNow(), false);
            });
        if (isNew)
            bell.Ring();
        return !couldBefore && Works(heartbeat);
    }

    /// <summary>Sleeps until some camera has been silent for too long.</summary>
    internal async Task<IReadOnlyList<(string Camera, TimeSpan Silent)>> NextLost(CancellationToken cancel)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var lost = sightings.Where(s => !s.Value.Lost && now - s.Value.At >= options.LostAfter).ToList();
            foreach (var (camera, sighting) in lost)
                sightings.TryUpdate(camera, sighting with { Lost = true }, sighting);
            if (lost.Count > 0)
                return [.. lost.Select(s => (s.Key, now - s.Value.At))];
            var oldest = sightings.Values.Where(s => !s.Lost).Select(s => s.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
            await bell.Wait(oldest == DateTimeOffset.MaxValue ? TimeSpan.MaxValue : oldest + options.LostAfter - now, cancel);
        }
    }

    private static bool Works(CameraHeartbeat heartbeat) => heartbeat.Activity != CameraActivity.Failed;

    private sealed record Sighting(CameraHeartbeat Heartbeat, DateTimeOffset At, bool Lost);
}
