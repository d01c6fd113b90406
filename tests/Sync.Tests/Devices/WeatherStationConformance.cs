using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Devices.Stations;

namespace Sync.Tests.Devices;

/// <summary>What every weather station does, and the monitor that it makes with limits. A subclass gives the station.</summary>
public abstract class WeatherStationConformance : SafetyMonitorConformance
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    protected abstract IWeatherStation Station();

    protected override ISafetyMonitor Monitor() => new WeatherMonitor(Station(), new WeatherLimits { WindMetresPerSecond = 50, LowestAirCelsius = -50 }, Fresh, Clock);

    [Fact]
    public Task What_it_tells_can_be_and_is_not_old() => Rehearsal.Do(async () =>
    {
        await using var station = Station();
        await station.Connect(default);
        await station.Connect(default);
        var report = await station.Read(Enum.GetValues<WeatherQuantity>().ToHashSet(), default);
        Assert.Contains(WeatherQuantity.AirCelsius, report.Readings.Keys);
        Assert.All(report.Readings, r => Assert.True(double.IsFinite(r.Value.Value), $"{r.Key} is {r.Value.Value}"));
        Assert.All(report.Readings, r => Assert.InRange(r.Value.Age, TimeSpan.Zero, Fresh));
    });

    [Fact]
    public Task Only_what_is_wanted_is_told() => Rehearsal.Do(async () =>
    {
        await using var station = Station();
        await station.Connect(default);
        var report = await station.Read(new HashSet<WeatherQuantity> { WeatherQuantity.AirCelsius }, default);
        Assert.Equal([WeatherQuantity.AirCelsius], report.Readings.Keys);
    });

    [Fact]
    public Task Weather_that_passes_a_limit_is_not_safe_and_says_which() => Rehearsal.Do(async () =>
    {
        await using var monitor = new WeatherMonitor(Station(), new WeatherLimits { LowestAirCelsius = 60 }, Fresh, Clock);
        await monitor.Connect(default);
        var told = await monitor.Watch(null, default);
        Assert.False(told.IsSafe);
        Assert.Contains("under the limit of 60", told.Reason, StringComparison.Ordinal);
    });
}
