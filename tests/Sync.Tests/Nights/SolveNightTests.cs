using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Astro.Fits;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Reports;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Nights;

/// <summary>A rehearsed night in which esprit has a rotator and stands 30° off, redcat only solves, and newton does neither.</summary>
public class SolveNightTests
{
    internal static NightScript Script { get; } = new()
    {
        Rig = DemoRig.Of(3) with
        {
            Cameras =
            [
                .. DemoRig.Of(3).Cameras.Select((c, i) => c with
                {
                    Sensor = new SensorDescription { WidthPixels = 160, HeightPixels = 120 },
                    RotationDegrees = i == 0 ? 30 : 0,
                    Rotator = i == 0 ? new() { Driver = "simulated" } : null,
                    Solver = i < 2 ? new() { Driver = "simulated" } : null,
                }),
            ],
        },
    };

    [Fact]
    public Task A_rotator_thirty_degrees_off_is_turned_before_the_first_frame() =>
        RehearsedNight.Play(TimeSpan.FromMinutes(15), ["esprit", "redcat", "newton"], _ => { }, Judge, Script);

    [Fact]
    public Task Behind_a_flip_a_field_turned_by_half_is_found_as_it_is() => Flipped(true, turns: 1, behind: 180);

    [Fact]
    public Task Where_half_a_turn_is_not_as_good_the_rotator_turns_it_back() => Flipped(false, turns: 2, behind: 0);

    private static Task Flipped(bool allowed, int turns, double behind) => RehearsedNight.Play(TimeSpan.FromHours(1), ["esprit", "redcat", "newton"], _ => { }, async host =>
    {
        var (store, world) = (host.Services.GetRequiredService<Store>(), host.Services.GetRequiredService<SimulatedWorld>());
        var angles = await store.Read(c => c.Query<double>("select angle_degrees from field_solve where camera = 'esprit' and reason is null order by began").AsList());
        Assert.Equal(2, angles.Count);
        Assert.Equal(0, Math.IEEERemainder(angles[0], 360), 1.0);
        Assert.Equal(0, Math.IEEERemainder(angles[1] - behind, 360), 1.0);
        Assert.Equal(turns, world.Records().OfType<RotatorTurned>().Count());
    }, Script with { Catalogue = FlipNightTests.Script.Catalogue, Settings = new Dictionary<string, string?> { ["Solve:Flipped"] = $"{allowed}" } });

    private static async Task Judge(IHost host)
    {
        var (store, world) = (host.Services.GetRequiredService<Store>(), host.Services.GetRequiredService<SimulatedWorld>());
        var solves = await store.Read(c => c.Query<(string Camera, double Angle, double Wanted, long Tries, string? Reason)>(
            "select camera, angle_degrees, wanted_degrees, tries, reason from field_solve order by camera").AsList());
        Assert.Equal(["esprit", "redcat"], solves.Select(s => s.Camera));
        Assert.All(solves, s => Assert.Equal((null, 0.0), (s.Reason, s.Wanted)));
        Assert.Equal(2, solves[0].Tries);
        var turned = Assert.Single(world.Records().OfType<RotatorTurned>());
        Assert.Equal(-30, turned.To, 0.01);
        var rounds = await store.Write(t => Task.FromResult(host.Services.GetRequiredService<SagaTable<Round>>().All(t)), CancellationToken.None);
        Assert.Empty(RoundJudge.Of(world.Records(), rounds).Violations);
        var kept = Opening.All(FocusRuns.Without(world.Records(), rounds)).Where(o => o.Camera == "esprit").ToList();
        Assert.NotEmpty(kept);
        Assert.All(kept, o => Assert.True(o.From >= turned.Ends, $"{o.From:T}"));
        foreach (var (path, camera) in await store.Read(c => c.Query<(string, string)>("select path, camera from frame").AsList()))
        {
            await using var file = File.OpenRead(path);
            var angle = FitsReader.ReadHeader(file).Number("ROTATANG");
            Assert.Equal(camera != "newton", angle is not null);
            Assert.Equal(0, Math.IEEERemainder(angle ?? 0, 180), 0.5);
        }
    }
}
