namespace Sync.Devices;

/// <summary>Tells what the weather is. Whether telescopes may be out in it is judged elsewhere.</summary>
public interface IWeatherStation : IDevice
{
    /// <summary>What it tells of <paramref name="wanted"/>; what it has no sensor for is missing.</summary>
    /// <exception cref="DeviceException">it does not answer, or a sensor of it has failed</exception>
    Task<WeatherReport> Read(IReadOnlySet<WeatherQuantity> wanted, CancellationToken cancel);
}

/// <summary>What weather stations measure.</summary>
public enum WeatherQuantity
{
    CloudPercent,
    WindMetresPerSecond,
    GustMetresPerSecond,
    HumidityPercent,
    RainMillimetresPerHour,
    AirCelsius,
    DewPointCelsius,

    /// <summary>Of the sky in infrared; a clear one is far colder than the air.</summary>
    SkyCelsius,

    /// <summary>Of the sky for a square arcsecond.</summary>
    SkyMagnitudes,

    StarFwhmArcseconds,
}

/// <summary>What a station told.</summary>
/// <param name="Readings">by what they are of</param>
/// <param name="Alarms">what the station itself calls dangerous, each in few words; empty where it judges nothing</param>
public sealed record WeatherReport(IReadOnlyDictionary<WeatherQuantity, WeatherReading> Readings, IReadOnlyList<string> Alarms);

/// <summary>One value, in the unit that its quantity names.</summary>
/// <param name="Value">as told, also where it can't be</param>
/// <param name="Age">since it was measured; <see cref="TimeSpan.MaxValue"/> where it never was</param>
public readonly record struct WeatherReading(double Value, TimeSpan Age);
