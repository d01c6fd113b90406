using Sync.Devices.Rig;

namespace Sync.Devices.Stations;

/// <summary>One limit, and how far weather must be on its good side again after it was passed.</summary>
/// <param name="Subject">what it is of, in words</param>
/// <param name="Unit">of its value</param>
/// <param name="Value">the worst that is allowed</param>
/// <param name="IsLeast">whether less is worse</param>
/// <param name="Margin">by which it must be better before it is good again; in the unit</param>
internal sealed record WeatherLimit(WeatherSubject Subject, string Unit, double Value, bool IsLeast, double Margin)
{
    /// <summary>What a station must be asked for.</summary>
    public IReadOnlyList<WeatherQuantity> Needs => WeatherSubjects.Needs(Subject);

    /// <summary>Where it is good again.</summary>
    public double Return => IsLeast ? Value + Margin : Math.Max(0, Value - Margin);

    public bool IsPassedBy(double reading) => IsLeast ? reading < Value : reading > Value;

    public bool IsBackAt(double reading) => IsLeast ? reading >= Return : reading <= Return;

    /// <summary>All that are set, in the order in which they are told.</summary>
    public static IReadOnlyList<WeatherLimit> Of(WeatherLimits limits)
    {
        return [.. new[]
        {
            Most(WeatherSubject.Rain, "mm/h", limits.RainMillimetresPerHour, 0),
            Most(WeatherSubject.Wind, "m/s", limits.WindMetresPerSecond, 1),
            Most(WeatherSubject.Gust, "m/s", limits.GustMetresPerSecond, 1),
            Most(WeatherSubject.Humidity, "%", limits.HumidityPercent, 2),
            Least(WeatherSubject.AirAboveDewPoint, "°C", limits.AirAboveDewPointCelsius, 0.5),
            Most(WeatherSubject.Cloud, "%", limits.CloudPercent, 5),
            Least(WeatherSubject.SkyBelowAir, "°C", limits.SkyBelowAirCelsius, 1),
            Least(WeatherSubject.Air, "°C", limits.LowestAirCelsius, 0.5),
            Least(WeatherSubject.SkyBrightness, "mag", limits.LowestSkyMagnitudes, 0.1),
            Most(WeatherSubject.StarFwhm, "arcsec", limits.StarFwhmArcseconds, 0.2),
        }.OfType<WeatherLimit>()];

        static WeatherLimit? Most(WeatherSubject subject, string unit, double? value, double margin) =>
            value is { } v ? new(subject, unit, v, IsLeast: false, margin) : null;

        static WeatherLimit? Least(WeatherSubject subject, string unit, double? value, double margin) =>
            value is { } v ? new(subject, unit, v, IsLeast: true, margin) : null;
    }
}
