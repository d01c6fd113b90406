using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Dither.Safety;

namespace Sync.Tests.Nights;

/// <summary>Rehearsed nights in a dome, or under a roof, judged by what physically happened.</summary>
public class DomeNightTests
{
    private const string Dome = "rig.dome";
    private static readonly string[] Cameras = ["esprit", "redcat", "newton"];

    private static readonly DomeDescription Narrow = new() { Driver = "simulated", RadiusMetres = 2, SlitMetres = 0.5, AxisMetres = 0.4, MountNorthMetres = 0.1 };

    [Fact]
    public Task It_opens_before_the_first_slew_follows_the_telescopes_and_closes_behind_the_parked_mount() => Play(TimeSpan.FromMinutes(90), Narrow, [], records =>
    {
        var (opened, closed) = (Single(records, open: true), Single(records, open: false));
        var pointed = records.OfType<Pointed>().OrderBy(p => p.At).ToList();
        Assert.True(opened.At.AddSeconds(opened.Seconds) <= pointed[0].At);
        Assert.True(IsParkedAt(pointed, closed.At));
        Assert.True(records.OfType<DomeTurned>().Count() > 2, "it has followed the sky");
        Assert.All(records.OfType<DomeTurned>(), t => Assert.DoesNotContain(Shutters(records), s => s.At < t.At.AddSeconds(t.Seconds) && s.At.AddSeconds(s.PlannedSeconds) > t.At));
        Assert.True(Shutters(records).Count > 20);
        Assert.All(Shutters(records), s => Assert.Equal((s.Device, 1, 1), (s.Device, OpenPart(records, s.At), OpenPart(records, Closed(records, s)))));
    });

    [Fact]
    public async Task When_it_rains_the_roof_closes_when_the_mount_is_parked_and_opens_again_afterwards()
    {
        SimulatedSafetyMonitor weather = null!;
        var script = new NightScript
        {
            Events = [(TimeSpan.FromMinutes(6), _ => Turn("rain")), (TimeSpan.FromMinutes(15), _ => Turn(""))],
        }.Watched();
        await Play(TimeSpan.FromMinutes(40), new() { Driver = "simulated", Roof = true }, script, host => weather = (SimulatedSafetyMonitor)host.Services.GetRequiredService<SafetyRig>().Monitor!, records =>
        {
            var moved = records.OfType<SlitMoved>().OrderBy(m => m.At).ToList();
            Assert.Equal([true, false, true, false], moved.Select(m => m.Open));
            var rain = records.OfType<WeatherTurned>().First();
            Assert.InRange(moved[1].At - rain.At, TimeSpan.Zero, TimeSpan.FromMinutes(2));
            var pointed = records.OfType<Pointed>().OrderBy(p => p.At).ToList();
            Assert.All(moved.Where(m => !m.Open), m => Assert.True(IsParkedAt(pointed, m.At)));
            Assert.All(Shutters(records), s => Assert.True(moved.Last(m => m.At <= s.At).Open));
        });

        Task Turn(string reason)
        {
            weather.Turn(reason);
            return Task.CompletedTask;
        }
    }

    private static Task Play(TimeSpan length, DomeDescription dome, Dictionary<string, string?> settings, Action<IReadOnlyList<TruthRecord>> judge) =>
        Play(length, dome, new NightScript { Settings = settings }, _ => { }, judge);

    private static Task Play(TimeSpan length, DomeDescription dome, NightScript script, Action<IHost> before, Action<IReadOnlyList<TruthRecord>> judge) =>
        RehearsedNight.Play(length, Cameras, before, host =>
        {
            judge(host.Services.GetRequiredService<SimulatedWorld>().Records());
            return Task.CompletedTask;
        }, script with { Rig = script.Rig with { Dome = dome } });

    private static SlitMoved Single(IReadOnlyList<TruthRecord> records, bool open) => Assert.Single(records.OfType<SlitMoved>(), m => m.Open == open);

    private static List<ShutterOpened> Shutters(IReadOnlyList<TruthRecord> records) => [.. records.OfType<ShutterOpened>()];

    private static DateTimeOffset Closed(IReadOnlyList<TruthRecord> records, ShutterOpened shutter) =>
        records.OfType<ShutterClosed>().First(c => c.Device == shutter.Device && c.At > shutter.At).At.AddSeconds(-1);

    /// <summary>The last thing before was a way to the pole that had ended.</summary>
    private static bool IsParkedAt(List<Pointed> pointed, DateTimeOffset at) =>
        pointed.Last(p => p.At <= at) is { Tracking: false, To.DeclinationDegrees: 90 } park && park.At.AddSeconds(park.Seconds) <= at;

    /// <summary>Of the widest telescope; it looks where the mount was pointed.</summary>
    private static double OpenPart(IReadOnlyList<TruthRecord> records, DateTimeOffset at)
    {
        var site = DemoRig.Of(1).Site.ToGeoSite();
        var pointed = records.OfType<Pointed>().Last(p => p.At <= at);
        var turned = records.OfType<DomeTurned>().Last(t => t.At <= at);
        var aim = Narrow.ToGeometry().Aim(Sky.Horizontal(pointed.To, site, at), site.LatitudeDegrees, pointed.Pier == PierSide.West);
        return aim.OpenPart(turned.To, Narrow.SlitMetres, 0.2);
    }
}
