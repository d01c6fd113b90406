namespace Sync.Devices.Rig;

/// <summary>What those who say whether telescopes may be out must fulfil.</summary>
internal static class SafetyCheck
{
    private const string AlpacaWeather = "alpaca-weather";
    private const string IndiWeather = "indi-weather";
    private static readonly string[] Drivers = ["simulated", "file", "alpaca", AlpacaWeather, IndiWeather];

    /// <exception cref="RigException">names member, value and what is allowed</exception>
    public static void Check(IReadOnlyList<SafetyDescription>? all)
    {
        if (all is { Count: 0 })
            throw new RigException("safety is an empty list; without safety nobody watches, and that is said by leaving it out.");
        for (var i = 0; i < (all?.Count ?? 0); i++)
            Check(all!.Count == 1 ? "safety" : $"safety[{i}]", all[i]);
    }

    private static void Check(string where, SafetyDescription safety)
    {
        RigCheck.OneOf($"{where}.driver", safety.Driver, Drivers);
        RigCheck.Between($"{where}.freshSeconds", safety.FreshSeconds, 1, 3600);
        if (safety.Driver == "file" && string.IsNullOrWhiteSpace(safety.Path))
            throw new RigException($"{where}.path is empty; the driver file needs the path of the file.");
        if (safety.Driver != "file")
            RigCheck.Reachable(where, safety.Driver, safety.Device, safety.Address);
        if (safety.Limits is { } limits)
            Check($"{where}.limits", limits, safety.Driver);
        if (safety.Driver == AlpacaWeather && (safety.Limits ?? new()) == new WeatherLimits())
            throw new RigException($"{where}.limits is empty; the driver {AlpacaWeather} needs one limit at least, for the station has none of its own.");
    }

    private static void Check(string where, WeatherLimits limits, string driver)
    {
        if (driver is not (AlpacaWeather or IndiWeather))
            throw new RigException($"{where} is not allowed for the driver {driver}; {AlpacaWeather} or {IndiWeather} have limits.");
        Between("cloudPercent", limits.CloudPercent, 0, 100);
        Between("windMetresPerSecond", limits.WindMetresPerSecond, 0, 100);
        Between("gustMetresPerSecond", limits.GustMetresPerSecond, 0, 100);
        Between("humidityPercent", limits.HumidityPercent, 0, 100);
        Between("rainMillimetresPerHour", limits.RainMillimetresPerHour, 0, 1000);
        Between("airAboveDewPointCelsius", limits.AirAboveDewPointCelsius, 0, 50);
        Between("lowestAirCelsius", limits.LowestAirCelsius, -90, 50);
        Between("skyBelowAirCelsius", limits.SkyBelowAirCelsius, 0, 100);
        Between("lowestSkyMagnitudes", limits.LowestSkyMagnitudes, 0, 25);
        Between("starFwhmArcseconds", limits.StarFwhmArcseconds, 0.1, 100);

        void Between(string member, double? value, double lowest, double highest)
        {
            if (value is { } limit)
                RigCheck.Between($"{where}.{member}", limit, lowest, highest);
        }
    }
}
