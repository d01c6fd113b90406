using System.Collections.Concurrent;
using Sync.Clock;
using Sync.Contracts;

namespace Sync.Scheduler.Fleet;

/// <summary>When each camera was last heard to open its shutter, by this machine's clock: theirs can't be compared with it. Not kept.</summary>
internal sealed class Openings(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (Guid RoundId, MonotonicInstant At)> last = new();

    public void Hear(ShutterOpened opened) => last[opened.Camera] = (opened.RoundId, MonotonicInstant.Now(time));

    /// <summary>How long the camera's newest frame in that round has been exposed, as far as it was heard; null when nothing was.</summary>
    public TimeSpan? Exposed(Guid roundId, string camera, MonotonicInstant now) =>
        last.TryGetValue(camera, out var opening) && opening.RoundId == roundId ? now.Since(opening.At) : null;
}
