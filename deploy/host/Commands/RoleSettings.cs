using System.Globalization;
using Sync.Clock;

namespace Sync.Host.Commands;

/// <summary>What a role is told by its environment.</summary>
internal static class RoleSettings
{
    /// <summary>Null for SQLite in the data folder.</summary>
    public static string? Storage => Text("ConnectionStrings__Storage");

    /// <exception cref="SettingException">not an address of a broker; its secrets are not repeated</exception>
    public static Uri? Broker
    {
        get
        {
            if (Text("ConnectionStrings__Broker") is not { } text)
                return null;
            return Uri.TryCreate(text, UriKind.Absolute, out var broker) && broker.Scheme is "amqp" or "amqps"
                ? broker
                : throw new SettingException("ConnectionStrings__Broker is no address of a broker; allowed is amqp://USER:PASSWORD@HOST[:PORT][/VHOST], or amqps.");
        }
    }

    /// <summary>Where the processes of a simulated rig record what really happened; all of one rig are told the same.</summary>
    public static string? World => Text("Simulation__World");

    public static int Seed => Text("Simulation__Seed") is { } text
        ? int.TryParse(text, CultureInfo.InvariantCulture, out var seed) ? seed : throw new SettingException($"Simulation__Seed is {text}; allowed is a whole number.")
        : 1;

    /// <summary>
    /// Real time; or, for a simulated rig in several processes, "EPOCH START SPEED": a clock that shows START at the real
    /// instant EPOCH and runs SPEED times faster.
    /// </summary>
    public static TimeProvider Clock
    {
        get
        {
            if (Text("Simulation__Clock") is not { } text)
                return TimeProvider.System;
            var parts = text.Split(' ');
            return parts.Length == 3
                && DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var epoch)
                && DateTimeOffset.TryParse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
                && double.TryParse(parts[2], CultureInfo.InvariantCulture, out var speed) && speed > 0
                ? new ScaledTime(epoch, start, speed)
                : throw new SettingException($"Simulation__Clock is {text}; allowed is EPOCH START SPEED, two instants such as 2026-11-20T17:00:00Z and a number above 0.");
        }
    }

    private static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
