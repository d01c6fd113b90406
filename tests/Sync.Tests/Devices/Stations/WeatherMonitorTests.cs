using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Stations;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Stations;

public sealed class WeatherMonitorTests : IDisposable
{
    private readonly Rehearsal rehearsal = new();

    public void Dispose() => rehearsal.Dispose();

    [Fact]
    public Task Wind_that_rises_is_told_within_ten_seconds() => Watched([3, 3, 13], async (monitor, _) =>
    {
        Assert.Equal(Safety.Safe, await monitor.Watch(null, default));
        var told = await monitor.Watch(Safety.Safe, default);
        Assert.Equal("wind is 13 m/s, 1 m/s over the limit of 12", told.Reason);
        Assert.Equal(20, rehearsal.Passed.TotalSeconds, 1);
    });

    [Fact]
    public Task It_is_safe_again_only_behind_the_margin() => Watched([13, 11.5, 10.5], async (monitor, _) =>
    {
        var told = await monitor.Watch(null, default);
        Assert.False((told = await monitor.Watch(told, default)).IsSafe);
        Assert.True((await monitor.Watch(told, default)).IsSafe);
    });

    [Fact]
    public Task A_reason_that_changes_each_time_does_not_make_it_ask_more_often() => Watched([13, 14, 15, 16, 17, 18, 19], async (monitor, station) =>
    {
        Safety? known = null;
        for (var i = 0; i < 6; i++)
            known = await monitor.Watch(known, default);
        Assert.Equal(50, rehearsal.Passed.TotalSeconds, 1);
        Assert.Equal(6, station.Asked);
    });

    [Fact]
    public Task Whoever_asks_anew_within_ten_seconds_is_told_what_is_known() => Watched([3, 13], async (monitor, station) =>
    {
        await monitor.Watch(null, default);
        await rehearsal.Time.Pass(TimeSpan.FromSeconds(9), default);
        Assert.True((await monitor.Watch(null, default)).IsSafe);
        Assert.Equal(1, station.Asked);
    });

    [Fact]
    public Task What_does_not_change_is_told_in_time() => Watched([3], async (monitor, _) =>
    {
        Assert.True((await monitor.Watch(Safety.Safe, default)).IsSafe);
        Assert.InRange(rehearsal.Passed, TimeSpan.FromSeconds(1), monitor.AnswersWithin);
    });

    [Fact]
    public Task A_station_that_fails_is_not_believed_by_what_it_told_before() => Watched([3, double.PositiveInfinity], async (monitor, _) =>
    {
        Assert.True((await monitor.Watch(null, default)).IsSafe);
        await Assert.ThrowsAsync<DeviceException>(() => monitor.Watch(Safety.Safe, default));
        await Assert.ThrowsAsync<DeviceException>(() => monitor.Watch(null, default));
    });

    [Fact]
    public Task It_asks_for_what_its_limits_are_of() => Watched([3], async (monitor, station) =>
    {
        await monitor.Watch(null, default);
        Assert.Equal([WeatherQuantity.WindMetresPerSecond], station.Wanted);
    });

    private Task Watched(double[] winds, Func<WeatherMonitor, WindyStation, Task> test) => rehearsal.Do(async () =>
    {
        var station = new WindyStation(winds);
        await using var monitor = new WeatherMonitor(station, new() { WindMetresPerSecond = 12 }, TimeSpan.FromMinutes(2), rehearsal.Time);
        await monitor.Connect(default);
        await test(monitor, station);
    });

    /// <summary>Tells one wind after the other, and the last from then on; one without an end is a failure.</summary>
    private sealed class WindyStation(double[] winds) : IWeatherStation
    {
        public string Name => "Roof";

        public int Asked { get; private set; }

        public IReadOnlySet<WeatherQuantity> Wanted { get; private set; } = new HashSet<WeatherQuantity>();

        public Task Connect(CancellationToken cancel) => Task.CompletedTask;

        public Task<WeatherReport> Read(IReadOnlySet<WeatherQuantity> wanted, CancellationToken cancel)
        {
            Wanted = wanted;
            var wind = winds[Math.Min(Asked++, winds.Length - 1)];
            return double.IsInfinity(wind)
                ? throw new DeviceException(Name, "no answer")
                : Task.FromResult(new WeatherReport(new Dictionary<WeatherQuantity, WeatherReading> { [WeatherQuantity.WindMetresPerSecond] = new(wind, TimeSpan.Zero) }, []));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
