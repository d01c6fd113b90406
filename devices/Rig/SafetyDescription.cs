namespace Sync.Devices.Rig;

/// <summary>Who says whether telescopes may be out.</summary>
public sealed record SafetyDescription
{
    /// <summary>simulated, alpaca, alpaca-weather or indi-weather for a station with limits, or file for one that a weather program writes</summary>
    public required string Driver { get; init; }

    /// <summary>What its driver calls it; not for simulated and file.</summary>
    public string? Device { get; init; }

    /// <summary>Where its driver listens: host, or host:port.</summary>
    public string? Address { get; init; }

    /// <summary>The file, for file.</summary>
    public string? Path { get; init; }

    /// <summary>How old the file, or what a station measured, may be.</summary>
    public double FreshSeconds { get; init; } = 120;

    /// <summary>The worst weather, for a station; an INDI station may have its own instead.</summary>
    public WeatherLimits? Limits { get; init; }
}
