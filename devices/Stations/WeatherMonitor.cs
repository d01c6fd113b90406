using Sync.Clock;
using Sync.Devices.Rig;

namespace Sync.Devices.Stations;

/// <summary>Says by a weather station and limits whether telescopes may be out.</summary>
/// <param name="station">it is the monitor's own</param>
/// <param name="limits">the worst weather; with none at all the station's own alarms decide</param>
/// <param name="fresh">how old a reading may be</param>
/// <param name="time">measures how often the station is asked</param>
public sealed class WeatherMonitor(IWeatherStation station, WeatherLimits limits, TimeSpan fresh, TimeProvider time) : ISafetyMonitor
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(20);

    /// <summary>For a station that is just plugged in, and asks its instruments first.</summary>
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<WeatherLimit> limits = WeatherLimit.Of(limits);
    private IReadOnlySet<WeatherSubject> passed = new HashSet<WeatherSubject>();
    private (Safety Safety, long At)? last;

    public string Name => station.Name;

    public TimeSpan AnswersWithin => TellAgain + LookAgain + ReadLimit;

    internal IWeatherStation Station => station;

    public Task Connect(CancellationToken cancel) => station.Connect(cancel);

    /// <summary>However often it is called, the station is asked every 10 s: reasons have numbers in them that change each time.</summary>
    public async Task<Safety> Watch(Safety? known, CancellationToken cancel)
    {
        var from = time.GetTimestamp();
        while (true)
        {
            if (last is { } told && LookAgain - time.GetElapsedTime(told.At) is { Ticks: > 0 } left)
            {
                if (told.Safety != known)
                    return told.Safety;
                await time.Pass(left, cancel);
            }
            var now = await Look(cancel);
            if (now != known || time.GetElapsedTime(from) >= TellAgain)
                return now;
        }
    }

    public ValueTask DisposeAsync() => station.DisposeAsync();

    private async Task<Safety> Look(CancellationToken cancel)
    {
        last = null;
        var report = await station.Read(limits.SelectMany(l => l.Needs).ToHashSet(), cancel);
        (var safety, passed) = WeatherJudge.Judge(report, limits, fresh, passed);
        last = (safety, time.GetTimestamp());
        return safety;
    }
}
