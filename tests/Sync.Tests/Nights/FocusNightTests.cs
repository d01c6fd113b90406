using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Reports;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Nights;

/// <summary>A rehearsed night whose air gets colder, so that tubes shrink and stars grow.</summary>
public class FocusNightTests
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(4);

    [Fact]
    public async Task Focus_that_went_with_the_temperature_is_found_again_and_stars_are_sharp()
    {
        var script = new NightScript
        {
            Rig = Rig, Settings = new Dictionary<string, string?> { ["Focus:EveryDegrees"] = "0.5", ["Focus:HfrGrowthPercent"] = "0", ["Focus:EveryFrames"] = "15" },
        };
        await RehearsedNight.Play(Length, ["esprit"], _ => { }, Judge, script);
    }

    [Fact]
    public async Task A_night_begins_with_a_run_where_that_is_wanted_and_has_no_other_without_a_need()
    {
        var camera = Rig.Cameras[0];
        var script = new NightScript
        {
            Rig = Rig with { Cameras = [camera with { Focuser = camera.Focuser! with { AtStart = true } }] },
            Settings = new Dictionary<string, string?> { ["Focus:EveryDegrees"] = "0", ["Focus:HfrGrowthPercent"] = "0" },
        };
        await RehearsedNight.Play(TimeSpan.FromMinutes(30), ["esprit"], _ => { }, async host =>
        {
            var store = host.Services.GetRequiredService<Store>();
            var (asked, ended, reason) = Assert.Single(await store.Read(c => c.Query<(string, long, string?)>("select asked, ended, reason from focus_run").AsList()));
            Assert.Equal(("It has not been focused tonight.", null), (asked, reason));
            Assert.True(await store.Read(c => c.ExecuteScalar<long>("select min(opened) from frame")) > ended);
        }, script);
    }

    private static async Task Judge(IHost host)
    {
        var store = host.Services.GetRequiredService<Store>();
        var world = host.Services.GetRequiredService<SimulatedWorld>();
        var runs = await store.Read(c => c.Query<(long Ended, int Position, double Celsius)>(
            "select ended, position, celsius from focus_run where reason is null and ended is not null order by ended").AsList());
        Assert.InRange(runs.Count, 2, 12);
        Assert.All(runs, r => Assert.InRange(r.Position - 10_000 - (25 * (r.Celsius - 12)), -12, 12));
        Assert.Empty(MovedUnderOpenShutter(world.Records()));
        var rounds = await store.Write(t => Task.FromResult(host.Services.GetRequiredService<SagaTable<Round>>().All(t)), CancellationToken.None);
        Assert.Empty(RoundJudge.Of(world.Records(), rounds).Violations);
        var kept = WorldJudge.Judge(FocusRuns.Without(world.Records(), rounds), null).Cameras.Sum(c => c.Exposures - c.Aborted);
        Assert.Equal(await store.Read(c => c.ExecuteScalar<int>("select count(*) from frame")), kept); // what a run exposed is no frame
    }

    /// <summary>Motions of a focuser while the shutter of its camera was open, by the devices' own record.</summary>
    private static IEnumerable<FocuserMoved> MovedUnderOpenShutter(IReadOnlyCollection<TruthRecord> records) =>
        from moved in records.OfType<FocuserMoved>()
        let camera = records.Where(r => r is ShutterOpened or ShutterClosed && $"{r.Device}.focuser" == moved.Device).OrderBy(r => r.At).ToList()
        where camera.LastOrDefault(r => r.At <= moved.At) is ShutterOpened
            || camera.Any(r => r is ShutterOpened && r.At > moved.At && r.At < moved.At.AddSeconds(moved.Seconds))
        select moved;

    private static RigDescription Rig => DemoRig.Of(1) with
    {
        Cameras = [DemoRig.Of(1).Cameras[0] with { Sensor = new SensorDescription { WidthPixels = 480, HeightPixels = 360, DownloadSeconds = 0.5 } }],
    };
}
