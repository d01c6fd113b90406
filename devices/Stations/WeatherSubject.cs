namespace Sync.Devices.Stations;

/// <summary>What a limit is of: a quantity, or the distance of two.</summary>
internal enum WeatherSubject
{
    Rain,
    Wind,
    Gust,
    Humidity,
    AirAboveDewPoint,
    Cloud,
    SkyBelowAir,
    Air,
    SkyBrightness,
    StarFwhm,
}

/// <summary>How subjects are called, and got from what a station tells.</summary>
internal static class WeatherSubjects
{
    public static string Words(this WeatherSubject subject) => subject switch
    {
        WeatherSubject.AirAboveDewPoint => "distance of the air to its dew point",
        WeatherSubject.SkyBelowAir => "distance of the air to the colder sky",
        WeatherSubject.Air => "temperature",
        WeatherSubject.SkyBrightness => "brightness of the sky",
        WeatherSubject.StarFwhm => "FWHM of stars",
        _ => subject.ToString().ToLowerInvariant(),
    };

    public static IReadOnlyList<WeatherQuantity> Needs(WeatherSubject subject) => subject switch
    {
        WeatherSubject.Rain => [WeatherQuantity.RainMillimetresPerHour],
        WeatherSubject.Wind => [WeatherQuantity.WindMetresPerSecond],
        WeatherSubject.Gust => [WeatherQuantity.GustMetresPerSecond],
        WeatherSubject.Humidity => [WeatherQuantity.HumidityPercent],
        WeatherSubject.AirAboveDewPoint => [WeatherQuantity.AirCelsius, WeatherQuantity.DewPointCelsius, WeatherQuantity.HumidityPercent],
        WeatherSubject.Cloud => [WeatherQuantity.CloudPercent],
        WeatherSubject.SkyBelowAir => [WeatherQuantity.AirCelsius, WeatherQuantity.SkyCelsius],
        WeatherSubject.Air => [WeatherQuantity.AirCelsius],
        WeatherSubject.SkyBrightness => [WeatherQuantity.SkyMagnitudes],
        _ => [WeatherQuantity.StarFwhmArcseconds],
    };

    /// <summary>Null where nobody tells it. A distance is as old as the older of the two.</summary>
    public static WeatherReading? Of(WeatherSubject subject, IReadOnlyDictionary<WeatherQuantity, WeatherReading> told) => subject switch
    {
        WeatherSubject.AirAboveDewPoint => Distance(told, Find(told, WeatherQuantity.DewPointCelsius) ?? DewPoint(told)),
        WeatherSubject.SkyBelowAir => Distance(told, Find(told, WeatherQuantity.SkyCelsius)),
        _ => Find(told, Needs(subject)[0]),
    };

    private static WeatherReading? Distance(IReadOnlyDictionary<WeatherQuantity, WeatherReading> told, WeatherReading? below) =>
        Find(told, WeatherQuantity.AirCelsius) is { } air && below is { } lower ? new(air.Value - lower.Value, Older(air.Age, lower.Age)) : null;

    /// <summary>By the Magnus formula with the constants of Alduchov and Eskridge (1996): 0.4 °C at most off between -40 and 50 °C.</summary>
    private static WeatherReading? DewPoint(IReadOnlyDictionary<WeatherQuantity, WeatherReading> told)
    {
        const double slope = 17.625;
        const double offsetCelsius = 243.04;
        if (Find(told, WeatherQuantity.AirCelsius) is not { } air || Find(told, WeatherQuantity.HumidityPercent) is not { } humidity)
            return null;
        var exponent = Math.Log(Math.Clamp(humidity.Value, 0.1, 100) / 100) + (slope * air.Value / (offsetCelsius + air.Value));
        return new(offsetCelsius * exponent / (slope - exponent), Older(air.Age, humidity.Age));
    }

    private static TimeSpan Older(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static WeatherReading? Find(IReadOnlyDictionary<WeatherQuantity, WeatherReading> told, WeatherQuantity quantity) =>
        told.TryGetValue(quantity, out var reading) ? reading : null;
}
