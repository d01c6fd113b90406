using System.Globalization;
using Sync.Clock;
using Sync.Host.Commands;

namespace Sync.Host.Settings;

/// <summary>What the processes of one simulated rig are told alike. Section "Simulation".</summary>
internal sealed class SimulationOptions
{
    /// <summary>Folder where they record what really happened; null for memory only.</summary>
    public string? World { get; init; }

    /// <summary>Of all that is left to chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>"EPOCH START SPEED": a clock that shows START at the real instant EPOCH and runs SPEED times faster; null for real time.</summary>
    public string? Clock { get; init; }

    /// <exception cref="SettingException">the clock can't be read</exception>
    public TimeProvider Time()
    {
        if (string.IsNullOrEmpty(Clock))
            return TimeProvider.System;
        var parts = Clock.Split(' ');
        return parts.Length == 3
            && DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var epoch)
            && DateTimeOffset.TryParse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            && double.TryParse(parts[2], CultureInfo.InvariantCulture, out var speed) && speed > 0
            ? new ScaledTime(epoch, start, speed)
            : throw new SettingException($"Simulation:Clock is {Clock}; allowed is EPOCH START SPEED, two instants such as 2026-11-20T17:00:00Z and a number above 0.");
    }
}
