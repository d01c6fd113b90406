namespace Sync.Devices.Rig;

/// <summary>The worst weather in which telescopes may be out; null for what does not matter.</summary>
public sealed record WeatherLimits
{
    /// <summary>Most of the sky in clouds.</summary>
    public double? CloudPercent { get; init; }

    public double? WindMetresPerSecond { get; init; }

    public double? GustMetresPerSecond { get; init; }

    public double? HumidityPercent { get; init; }

    /// <summary>0 for none at all.</summary>
    public double? RainMillimetresPerHour { get; init; }

    /// <summary>Least distance of the air to its dew point.</summary>
    public double? AirAboveDewPointCelsius { get; init; }

    /// <summary>Coldest air.</summary>
    public double? LowestAirCelsius { get; init; }

    /// <summary>By how much the sky must be colder than the air at least: clouds are nearly as warm.</summary>
    public double? SkyBelowAirCelsius { get; init; }

    /// <summary>Brightest sky, mag for a square arcsecond: a larger number is a darker one.</summary>
    public double? LowestSkyMagnitudes { get; init; }

    /// <summary>Of stars as the station sees them.</summary>
    public double? StarFwhmArcseconds { get; init; }
}
