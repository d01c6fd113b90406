namespace Sync.Devices.Indi;

/// <summary>INDI has no units for weather; drivers write theirs into labels: "Wind (kph)".</summary>
internal static class IndiWeatherUnit
{
    private const double MilesPerHour = 0.44704;
    private const double Knots = 0.514444;
    private const double KilometresPerHour = 1 / 3.6;

    /// <summary>A value in the unit of its quantity; null where the label names no unit that is known.</summary>
    public static double? Convert(WeatherQuantity quantity, double value, string label) => (quantity, Unit(label)) switch
    {
        (WeatherQuantity.WindMetresPerSecond or WeatherQuantity.GustMetresPerSecond, var unit) => unit switch
        {
            "m/s" or "mps" => value,
            "kph" or "km/h" or "kmh" => value * KilometresPerHour,
            "mph" => value * MilesPerHour,
            "kn" or "kt" or "kts" or "knots" => value * Knots,
            _ => null,
        },
        (WeatherQuantity.AirCelsius or WeatherQuantity.DewPointCelsius or WeatherQuantity.SkyCelsius, var unit) => unit switch
        {
            "c" or "°c" => value,
            "f" or "°f" => (value - 32) / 1.8,
            "k" => value - 273.15,
            _ => null,
        },
        (WeatherQuantity.RainMillimetresPerHour, var unit) => unit switch
        {
            "mm" or "mm/h" or "mm/hr" => value,
            "in" or "in/h" or "in/hr" => value * 25.4,
            _ => null,
        },
        (WeatherQuantity.CloudPercent or WeatherQuantity.HumidityPercent, "%") => value,
        (WeatherQuantity.SkyMagnitudes, "mag/arcsec^2" or "mag/arcsec²" or "mpsas" or "mag") => value,
        _ => null,
    };

    /// <summary>What stands in the last brackets; empty where there are none.</summary>
    private static string Unit(string label)
    {
        var (from, to) = (label.LastIndexOf('('), label.LastIndexOf(')'));
        return from >= 0 && to > from ? label[(from + 1)..to].Trim().ToLowerInvariant() : "";
    }
}
