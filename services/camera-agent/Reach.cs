using Sync.Clock;

namespace Sync.CameraAgent;

/// <summary>Whether the devices of one camera are in reach, for others to wait until that is known.</summary>
internal sealed class Reach(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<Bell> waiting = [];
    private string? trouble = "It has not been connected yet.";

    /// <summary>Why they are not; null when they are.</summary>
    public string? Trouble
    {
        get
        {
            lock (gate)
                return trouble;
        }
    }

    /// <summary>An attempt to connect has ended, or a device failed.</summary>
    public void Is(string? why)
    {
        List<Bell> wake;
        lock (gate)
        {
            trouble = why;
            wake = [.. waiting];
            waiting.Clear();
        }
        wake.ForEach(b => b.Ring());
    }

    /// <summary>Where they are out of reach: has them tried again, and waits for the end of an attempt.</summary>
    /// <param name="tryNow">shortens the pause between two attempts</param>
    /// <param name="limit">how long to wait at most</param>
    /// <returns>the trouble then; null when there is none</returns>
    public async Task<string?> Outcome(Action tryNow, TimeSpan limit)
    {
        var bell = new Bell(time);
        lock (gate)
        {
            if (trouble is null)
                return null;
            waiting.Add(bell);
        }
        tryNow();
        await bell.Wait(limit, CancellationToken.None);
        lock (gate)
        {
            return waiting.Remove(bell) ? $"It was still being connected after {limit.TotalSeconds:0} s." : trouble;
        }
    }
}
