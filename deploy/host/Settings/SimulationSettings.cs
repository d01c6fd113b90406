using System.Globalization;
using Sync.Clock;
using Sync.Host.Commands;

namespace Sync.Host.Settings;

/// <summary>What the processes of one simulated rig are told alike.</summary>
/// <param name="World">where they record what really happened; null for memory only</param>
/// <param name="Seed">of all that is left to chance</param>
/// <param name="Clock">real time, or one that runs faster</param>
internal sealed record SimulationSettings(string? World, int Seed, TimeProvider Clock)
{
    /// <exception cref="SettingException">one of them can't be used</exception>
    public static SimulationSettings Read(IConfiguration configuration) =>
        new(configuration.Text("Simulation:World"), ReadSeed(configuration.Text("Simulation:Seed")), ReadClock(configuration.Text("Simulation:Clock")));

    private static int ReadSeed(string? text)
    {
        if (text is null)
            return 1;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var seed) ? seed : throw new SettingException($"Simulation:Seed is {text}; allowed is a whole number.");
    }

    /// <summary>"EPOCH START SPEED": a clock that shows START at the real instant EPOCH and runs SPEED times faster.</summary>
    private static TimeProvider ReadClock(string? text)
    {
        if (text is null)
            return TimeProvider.System;
        var parts = text.Split(' ');
        return parts.Length == 3
            && DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var epoch)
            && DateTimeOffset.TryParse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            && double.TryParse(parts[2], CultureInfo.InvariantCulture, out var speed) && speed > 0
            ? new ScaledTime(epoch, start, speed)
            : throw new SettingException($"Simulation:Clock is {text}; allowed is EPOCH START SPEED, two instants such as 2026-11-20T17:00:00Z and a number above 0.");
    }
}
