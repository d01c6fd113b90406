namespace Sync.Devices.Alpaca;

/// <summary>A weather station behind an Alpaca server (ObservingConditions). Over how long it averages is its owner's setting.</summary>
public sealed class AlpacaWeather(DeviceAddress address, string device, TimeProvider time) : IWeatherStation
{
    private const int ConnectFrom = 2;
    private const double LongestAgeSeconds = 1e9;

    private static readonly Dictionary<WeatherQuantity, string> Sensors = new()
    {
        [WeatherQuantity.CloudPercent] = "CloudCover",
        [WeatherQuantity.WindMetresPerSecond] = "WindSpeed",
        [WeatherQuantity.GustMetresPerSecond] = "WindGust",
        [WeatherQuantity.HumidityPercent] = "Humidity",
        [WeatherQuantity.RainMillimetresPerHour] = "RainRate",
        [WeatherQuantity.AirCelsius] = "Temperature",
        [WeatherQuantity.DewPointCelsius] = "DewPoint",
        [WeatherQuantity.SkyCelsius] = "SkyTemperature",
        [WeatherQuantity.SkyMagnitudes] = "SkyQuality",
        [WeatherQuantity.StarFwhmArcseconds] = "StarFWHM",
    };

    private readonly AlpacaLine line = new(address, "observingconditions", device, time);

    public string Name => line.Name;

    public async Task Connect(CancellationToken cancel) => await AlpacaPlug.Connect(line, ConnectFrom, cancel);

    public async Task<WeatherReport> Read(IReadOnlySet<WeatherQuantity> wanted, CancellationToken cancel)
    {
        var readings = new Dictionary<WeatherQuantity, WeatherReading>();
        foreach (var quantity in wanted)
        {
            var sensor = Sensors[quantity];
            if (await line.Ask(sensor.ToLowerInvariant(), cancel) is { } value)
                readings[quantity] = new(value.Number(), await Age(sensor, cancel));
        }
        return new(readings, []);
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A negative one is of what was never measured. Where a station does not tell, it is as it is now.</summary>
    private async Task<TimeSpan> Age(string sensor, CancellationToken cancel) =>
        (await line.Ask("timesincelastupdate", cancel, $"SensorName={sensor}"))?.Number() switch
        {
            null => TimeSpan.Zero,
            < 0 or > LongestAgeSeconds => TimeSpan.MaxValue,
            { } seconds => TimeSpan.FromSeconds(seconds),
        };
}
