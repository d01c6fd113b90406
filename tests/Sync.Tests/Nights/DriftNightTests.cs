using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Astro.Coordinates;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Ledger;

namespace Sync.Tests.Nights;

/// <summary>A rehearsed night in which the field drifts by two arcseconds a minute although it is guided.</summary>
public class DriftNightTests
{
    private const double ArcsecondsPerMinute = 2;
    private const double Limit = 20;

    /// <summary>Minutes of the rounds and gaps of five frames: what is told is at most so old when a round begins.</summary>
    private const double Behind = 8;

    [Fact]
    public Task Where_a_camera_solves_its_frames_the_field_stays_within_the_limit() => Play(solver: true, (away, recentred) =>
    {
        Assert.InRange(recentred, 3, 7);
        Assert.InRange(away.Max(), Limit, Limit + (ArcsecondsPerMinute * Behind));
    });

    [Fact]
    public Task Where_none_does_it_drifts_all_the_while() => Play(solver: false, (away, recentred) =>
    {
        Assert.Equal(0, recentred);
        Assert.True(away.Max() > 80, $"{away.Max():F0} arcsec");
    });

    private static Task Play(bool solver, Action<IReadOnlyList<double>, int> judge) => RehearsedNight.Play(TimeSpan.FromHours(1), ["esprit"], _ => { }, async host =>
    {
        var (store, world) = (host.Services.GetRequiredService<Store>(), host.Services.GetRequiredService<SimulatedWorld>());
        var records = world.Records();
        var away = records.OfType<ShutterOpened>().Select(o => Away(world.SkyAt(o.At.AddSeconds(o.PlannedSeconds)), Target(records, o.At))).ToList();
        Assert.True(away.Count > 20);
        judge(away, await store.Read(c => c.ExecuteScalar<int>("select count(*) from sky_move where kind = 'recentre'")));
    }, Script(solver));

    private static Equatorial Target(IEnumerable<TruthRecord> records, DateTimeOffset at) => records.OfType<Pointed>().Last(p => p.At <= at).To;

    private static double Away(SkyState sky, Equatorial target) => 3600 * Sky.SeparationDegrees(sky.Sky, target);

    private static NightScript Script(bool solver) => new()
    {
        Rig = DemoRig.Of(1) with
        {
            Cameras =
            [
                DemoRig.Of(1).Cameras[0] with
                {
                    Sensor = new SensorDescription { WidthPixels = 160, HeightPixels = 120 }, Focuser = null, Solver = solver ? new() { Driver = "simulated" } : null,
                },
            ],
        },
        Catalogue = NightScript.OneTarget(("esprit", 60)),
        Conditions = Conditions.Perfect with { FlexureArcsecondsPerMinute = ArcsecondsPerMinute },
        Settings = new Dictionary<string, string?>
        {
            ["Guiding:RecentreBeyondArcseconds"] = FormattableString.Invariant($"{Limit}"), ["Solve:DriftEvery"] = "3", ["Night:DitherArcseconds"] = "2",
        },
    };
}
