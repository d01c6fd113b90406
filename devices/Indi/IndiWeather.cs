namespace Sync.Devices.Indi;

/// <summary>A weather station behind an INDI server. What its own limits call an alert is one.</summary>
public sealed class IndiWeather : IWeatherStation
{
    private const string Parameters = "WEATHER_PARAMETERS";
    private const string Status = "WEATHER_STATUS";
    private const string Refresh = "WEATHER_REFRESH";

    /// <summary>A driver may have to ask a service far away.</summary>
    private static readonly TimeSpan RefreshLimit = TimeSpan.FromSeconds(30);

    /// <summary>Drivers agree upon most names only.</summary>
    private static readonly Dictionary<WeatherQuantity, string[]> Members = new()
    {
        [WeatherQuantity.CloudPercent] = ["WEATHER_CLOUD_COVER", "WEATHER_CLOUDS", "WEATHER_CLOUD"],
        [WeatherQuantity.WindMetresPerSecond] = ["WEATHER_WIND_SPEED"],
        [WeatherQuantity.GustMetresPerSecond] = ["WEATHER_WIND_GUST"],
        [WeatherQuantity.HumidityPercent] = ["WEATHER_HUMIDITY"],
        [WeatherQuantity.RainMillimetresPerHour] = ["WEATHER_RAIN_RATE", "WEATHER_RAIN_HOUR"],
        [WeatherQuantity.AirCelsius] = ["WEATHER_TEMPERATURE"],
        [WeatherQuantity.DewPointCelsius] = ["WEATHER_DEW_POINT", "WEATHER_DEWPOINT"],
        [WeatherQuantity.SkyCelsius] = ["WEATHER_SKY_TEMPERATURE", "WEATHER_SKY_TEMP"],
        [WeatherQuantity.SkyMagnitudes] = ["WEATHER_SKY_QUALITY", "WEATHER_SQM"],
        [WeatherQuantity.StarFwhmArcseconds] = [],
    };

    private readonly IndiConnection line;
    private long told;

    public IndiWeather(DeviceAddress address, string device, TimeProvider time)
    {
        line = new IndiConnection(address, device, time);
        line.Changed += See;
    }

    public string Name => line.Device;

    /// <summary>What a driver had before may be old, so that it is asked anew.</summary>
    public async Task Connect(CancellationToken cancel)
    {
        if (line.IsOpen && line.Find(Parameters) is not null)
            return;
        await IndiPlug.Connect(line, cancel, Parameters);
        if (line.Find(Refresh) is null)
            Interlocked.Exchange(ref told, line.Time.GetTimestamp());
        else
            await line.Follow(IndiRequest.Switch(Name, Refresh, "REFRESH"), Parameters, v => v.State != IndiState.Busy, RefreshLimit, "weather", cancel);
    }

    public Task<WeatherReport> Read(IReadOnlySet<WeatherQuantity> wanted, CancellationToken cancel)
    {
        var parameters = line.Need(Parameters);
        if (parameters.State == IndiState.Alert)
            throw new DeviceException(Name, "could not bring its weather up to date");
        var age = line.Time.GetElapsedTime(Interlocked.Read(ref told));
        var readings = wanted.Select(w => (Quantity: w, Value: Value(parameters, w))).Where(r => r.Value is not null);
        return Task.FromResult(new WeatherReport(readings.ToDictionary(r => r.Quantity, r => new WeatherReading(r.Value!.Value, age)), Alarms()));
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private double? Value(IndiVector parameters, WeatherQuantity wanted)
    {
        if (Members[wanted].FirstOrDefault(parameters.Has) is not { } member)
            return null;
        var label = parameters.Label(member);
        return IndiWeatherUnit.Convert(wanted, line.Number(Parameters, member), label)
            ?? throw new DeviceException(Name, $"tells {member} as \"{label}\", which names no unit that is known");
    }

    private List<string> Alarms()
    {
        if (line.Find(Status) is not { } status)
            return [];
        return [.. status.Values.Where(v => v.Value == nameof(IndiState.Alert)).Select(v => $"{status.Label(v.Key)} is beyond the limits of {Name} itself")];
    }

    private void See(IndiChange change)
    {
        if (change is { Kind: IndiChangeKind.Set, Name: Parameters })
            Interlocked.Exchange(ref told, line.Time.GetTimestamp());
    }
}
