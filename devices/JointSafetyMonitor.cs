using Sync.Clock;

namespace Sync.Devices;

/// <summary>Several monitors as one: it is safe when all of them say so.</summary>
/// <param name="monitors">they are its own; each tells at once when asked with nothing known</param>
/// <param name="time">measures how often they are asked</param>
public sealed class JointSafetyMonitor(IReadOnlyList<ISafetyMonitor> monitors, TimeProvider time) : ISafetyMonitor
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(10);

    public string Name => string.Join(", ", monitors.Select(m => m.Name));

    /// <summary>They are asked one after the other.</summary>
    public TimeSpan AnswersWithin => monitors.Aggregate(TellAgain, (sum, m) => sum + m.AnswersWithin);

    public async Task Connect(CancellationToken cancel)
    {
        foreach (var monitor in monitors)
            await monitor.Connect(cancel);
    }

    public async Task<Safety> Watch(Safety? known, CancellationToken cancel)
    {
        var from = time.GetTimestamp();
        while (true)
        {
            var now = await Look(cancel);
            if (now != known || time.GetElapsedTime(from) >= TellAgain)
                return now;
            await time.Pass(LookAgain, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var monitor in monitors)
            await monitor.DisposeAsync();
    }

    private async Task<Safety> Look(CancellationToken cancel)
    {
        var reasons = new List<string>();
        foreach (var monitor in monitors)
        {
            if (await monitor.Watch(null, cancel) is { IsSafe: false } told)
                reasons.Add(told.Reason);
        }
        return reasons.Count == 0 ? Safety.Safe : new Safety(false, string.Join("; ", reasons));
    }
}
