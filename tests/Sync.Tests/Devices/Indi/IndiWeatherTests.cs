using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiWeatherTests
{
    private const string Roof = "Roof";
    private static readonly HashSet<WeatherQuantity> All = [.. Enum.GetValues<WeatherQuantity>()];

    [Fact]
    public async Task A_recorded_station_tells_its_weather_and_then_its_alarm()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("weather"));
        var calm = await Read(server, "Weather Simulator");
        Assert.Equal(15, calm.Readings[WeatherQuantity.AirCelsius].Value);
        Assert.Equal(0, calm.Readings[WeatherQuantity.WindMetresPerSecond].Value);
        Assert.Equal(
            [WeatherQuantity.WindMetresPerSecond, WeatherQuantity.GustMetresPerSecond, WeatherQuantity.RainMillimetresPerHour, WeatherQuantity.AirCelsius], calm.Readings.Keys.Order());
        Assert.Empty(calm.Alarms);
        var storm = await Read(server, "Weather Simulator");
        Assert.Equal(11.11, storm.Readings[WeatherQuantity.WindMetresPerSecond].Value, 2);
        Assert.Equal(["Wind (kph) is beyond the limits of Weather Simulator itself"], storm.Alarms);
    }

    [Theory]
    [InlineData("WEATHER_WIND_SPEED", "Wind (kph)", 36, WeatherQuantity.WindMetresPerSecond, 10)]
    [InlineData("WEATHER_WIND_SPEED", "Wind speed (Km/H)", 36, WeatherQuantity.WindMetresPerSecond, 10)]
    [InlineData("WEATHER_WIND_SPEED", "Wind (m/s)", 7, WeatherQuantity.WindMetresPerSecond, 7)]
    [InlineData("WEATHER_WIND_GUST", "Gust (mph)", 10, WeatherQuantity.GustMetresPerSecond, 4.4704)]
    [InlineData("WEATHER_TEMPERATURE", "Temperature (F)", 50, WeatherQuantity.AirCelsius, 10)]
    [InlineData("WEATHER_DEW_POINT", "Dew Point (C)", -3, WeatherQuantity.DewPointCelsius, -3)]
    [InlineData("WEATHER_RAIN_HOUR", "Daily Rain (in)", 1, WeatherQuantity.RainMillimetresPerHour, 25.4)]
    [InlineData("WEATHER_CLOUDS", "Clouds (%)", 30, WeatherQuantity.CloudPercent, 30)]
    [InlineData("WEATHER_SKY_QUALITY", "Estimated SQM (mag/arcsec^2)", 21, WeatherQuantity.SkyMagnitudes, 21)]
    public async Task Units_are_those_of_the_label(string member, string label, double told, WeatherQuantity quantity, double value)
    {
        await using var server = new RecordedIndiServer(Station("Ok", member, label, told));
        Assert.Equal(value, (await Read(server, Roof)).Readings[quantity].Value, 4);
    }

    [Theory]
    [InlineData("WEATHER_WIND_SPEED", "Wind")]
    [InlineData("WEATHER_WIND_SPEED", "Wind (furlongs)")]
    [InlineData("WEATHER_CLOUD", "Cloud (corrected infrared sky temperature °C)")]
    public async Task A_unit_that_nobody_knows_is_not_guessed(string member, string label)
    {
        await using var server = new RecordedIndiServer(Station("Ok", member, label, 1));
        Assert.Equal($"Roof: tells {member} as \"{label}\", which names no unit that is known", (await Assert.ThrowsAsync<DeviceException>(() => Read(server, Roof))).Message);
    }

    [Fact]
    public async Task A_station_that_can_not_bring_its_weather_up_to_date_says_so()
    {
        await using var server = new RecordedIndiServer(Station("Alert", "WEATHER_HUMIDITY", "Humidity (%)", 40));
        Assert.Contains("could not bring its weather up to date", (await Assert.ThrowsAsync<DeviceException>(() => Read(server, Roof))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_told_grows_old_until_it_tells_anew()
    {
        var time = new FakeTime();
        await using var server = new RecordedIndiServer(Station("Ok", "WEATHER_HUMIDITY", "Humidity (%)", 40));
        await using var station = new IndiWeather(server.Address, Roof, time);
        await station.Connect(default);
        time.Advance(TimeSpan.FromSeconds(90));
        await station.Connect(default);
        Assert.Equal(new(40, TimeSpan.FromSeconds(90)), (await station.Read(All, default)).Readings[WeatherQuantity.HumidityPercent]);
        await server.Tell(RecordedExchange.Number("set", Roof, "WEATHER_PARAMETERS", "Ok", ("WEATHER_HUMIDITY", "41")));
        WeatherReading told;
        do
        {
            await Task.Yield();
            told = (await station.Read(All, default)).Readings[WeatherQuantity.HumidityPercent];
        }
        while (told.Age > TimeSpan.Zero);
        Assert.Equal(41, told.Value);
    }

    private static async Task<WeatherReport> Read(RecordedIndiServer server, string device)
    {
        await using var station = new IndiWeather(server.Address, device, TimeProvider.System);
        await station.Connect(default);
        return await station.Read(All, default);
    }

    private static RecordedExchange Station(string state, string member, string label, double value) => RecordedExchange.Device(
        Roof,
        FormattableString.Invariant(
            $"<defNumberVector device=\"{Roof}\" name=\"WEATHER_PARAMETERS\" state=\"{state}\" perm=\"ro\">\n<defNumber name=\"{member}\" label=\"{label}\">\n{value}\n</defNumber>\n</defNumberVector>\n"));
}
