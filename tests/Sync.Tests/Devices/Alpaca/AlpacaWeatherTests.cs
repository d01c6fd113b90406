using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

public sealed class AlpacaWeatherTests : IDisposable
{
    private static readonly HashSet<WeatherQuantity> Wanted = [WeatherQuantity.WindMetresPerSecond, WeatherQuantity.RainMillimetresPerHour];
    private readonly AlpacaStage stage = new();

    public void Dispose() => stage.Dispose();

    [Fact]
    public Task A_sensor_that_is_not_implemented_is_missing() => Read(Station().With("windspeed", 4.5).With("timesincelastupdate", 12.5), report =>
        Assert.Equal(new(4.5, TimeSpan.FromSeconds(12.5)), Assert.Single(report.Readings).Value));

    [Theory]
    [InlineData(-1)]
    [InlineData(1e30)]
    public Task What_was_never_measured_is_as_old_as_can_be(double age) => Read(Station().With("windspeed", 0).With("timesincelastupdate", age), report =>
        Assert.Equal(TimeSpan.MaxValue, report.Readings[WeatherQuantity.WindMetresPerSecond].Age));

    [Fact]
    public Task A_station_that_does_not_tell_ages_tells_what_is_now() => Read(Station().With("windspeed", 0), report =>
        Assert.Equal(TimeSpan.Zero, report.Readings[WeatherQuantity.WindMetresPerSecond].Age));

    [Fact]
    public async Task The_age_is_asked_for_by_the_name_of_the_sensor()
    {
        var names = new List<string>();
        var script = Station().With("windspeed", 1).With("rainrate", 0).With("timesincelastupdate", 1);
        await using var server = new AlpacaServer(asked =>
        {
            if (asked.Member == "timesincelastupdate")
                names.Add(asked.Form["SensorName"]);
            return script.Answer(asked);
        });
        await using var station = new AlpacaWeather(server.Address, "0", stage.Time);
        await station.Connect(default);
        await station.Read(Wanted, default);
        Assert.Equal(["RainRate", "WindSpeed"], names.Order());
    }

    [Fact]
    public async Task A_sensor_that_fails_is_told_in_the_stations_words() => Assert.Equal(
        "observingconditions 0: refused windspeed: No anemometer today (error 1280, 0x500)",
        await stage.Fails(Station().With("windspeed", AlpacaReply.Refusal(0x500, "No anemometer today")), (a, t) => new AlpacaWeather(a, "0", t), s => s.Read(Wanted, default)));

    [Fact]
    public async Task A_station_that_is_gone_is_told() => Assert.Contains("no answer to windspeed",
        await stage.Fails(Station().With("windspeed", AlpacaReply.Cut), (a, t) => new AlpacaWeather(a, "0", t), s => s.Read(Wanted, default)), StringComparison.Ordinal);

    private static AlpacaScript Station() => AlpacaScript.Connected().With("connecting", false);

    private Task Read(AlpacaScript script, Action<WeatherReport> test) => stage.Play(
        script, (a, t) => new AlpacaWeather(a, "0", t), async station => test(await station.Read(Wanted, default)));
}
