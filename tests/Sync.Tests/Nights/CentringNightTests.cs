using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Astro.Coordinates;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Reports;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Rounds;
using static Sync.Tests.Nights.Reviewed;

namespace Sync.Tests.Nights;

/// <summary>A rehearsed night on M 31 of two cameras, one of which solves, whose mount points 20 arcminutes wrong.</summary>
public class CentringNightTests
{
    private const double ToleranceArcseconds = 60;
    private static readonly Equatorial M31 = new(0.7123, 41.269);

    [Fact]
    public async Task A_mount_that_can_be_told_is_centred_by_one_more_slew() => Compare("centring", await Play(Wrong(syncs: true), async host =>
    {
        Assert.All(await Away(host), a => Assert.InRange(a, 0, ToleranceArcseconds));
        Assert.Equal(["slew", "centre"], await Pointings(host));
        Assert.Single(host.Services.GetRequiredService<SimulatedWorld>().Records().OfType<Pointed>(), p => p.Seconds == 0 && p.Tracking);
    }));

    [Fact]
    public Task A_mount_that_can_not_be_told_is_sent_as_far_beside_the_target() => Play(Wrong(syncs: false), async host =>
    {
        Assert.All(await Away(host), a => Assert.InRange(a, 0, ToleranceArcseconds));
        Assert.Equal(["slew", "centre"], await Pointings(host));
    });

    [Fact]
    public Task Where_nobody_solves_its_frames_are_twenty_arcminutes_off() => Play(Wrong(syncs: true, solver: false), async host =>
    {
        Assert.All(await Away(host), a => Assert.InRange(a / 60, 19.5, 20.5));
        Assert.Equal(["slew"], await Pointings(host));
    });

    [Fact]
    public Task The_camera_that_the_rig_has_chosen_looks_again() => Play(Chosen("redcat"), async host =>
    {
        Assert.Equal(["slew", "centre"], await Pointings(host));
        Assert.Equal(["esprit", "redcat", "redcat"], await host.Services.GetRequiredService<Store>().Read(c => c.Query<string>("select camera from field_solve order by camera").AsList()));
    });

    [Fact]
    public Task Behind_a_flip_it_is_centred_again() => Play(Wrong(syncs: false) with { Catalogue = FlipNightTests.Script.Catalogue }, async host =>
    {
        Assert.Equal(["slew", "centre", "flip", "centre"], await Pointings(host));
        Assert.All(await Away(host, FlipNightTests.Ngc7331), a => Assert.InRange(a, 0, ToleranceArcseconds));
    }, minutes: 60);

    private static async Task<IReadOnlyList<string>> Play(NightScript script, Func<IHost, Task> judge, double minutes = 12) =>
        await RehearsedNight.Play(TimeSpan.FromMinutes(minutes), ["esprit", "redcat"], _ => { }, async host =>
        {
            var (world, sagas) = (host.Services.GetRequiredService<SimulatedWorld>(), host.Services.GetRequiredService<SagaTable<Round>>());
            var rounds = await host.Services.GetRequiredService<Store>().Write(t => Task.FromResult(sagas.All(t)), CancellationToken.None);
            Assert.Empty(RoundJudge.Of(world.Records(), rounds).Violations);
            await judge(host);
        }, script);

    /// <returns>of each frame of esprit that was kept: how far from the target the telescopes looked, by truth, in the middle of it</returns>
    private static async Task<IReadOnlyList<double>> Away(IHost host, Equatorial? target = null)
    {
        var (store, world) = (host.Services.GetRequiredService<Store>(), host.Services.GetRequiredService<SimulatedWorld>());
        var frames = await store.Read(c => c.Query<(long Opened, long Closed)>("select opened, closed from frame where camera = 'esprit'").AsList());
        Assert.True(frames.Count > 3, $"{frames.Count} frames");
        return [.. frames.Select(f => 3600 * Sky.SeparationDegrees(target ?? M31, world.SkyAt(DateTimeOffset.FromUnixTimeMilliseconds((f.Opened + f.Closed) / 2)).Sky))];
    }

    private static async Task<IEnumerable<string>> Pointings(IHost host) => await host.Services.GetRequiredService<Store>().Read(c =>
        c.Query<string>("select kind from sky_move where kind not in ('dither', 'park') order by epoch").AsList());

    private static NightScript Chosen(string camera)
    {
        var wrong = Wrong(syncs: true);
        return wrong with
        {
            Rig = wrong.Rig with { Cameras = [.. wrong.Rig.Cameras.Select(c => c with { Solver = new() { Driver = "simulated" }, Centres = c.Name == camera })] },
        };
    }

    private static NightScript Wrong(bool syncs, bool solver = true)
    {
        var rig = new NightScript().Rig;
        return new()
        {
            Rig = rig with
            {
                Mount = rig.Mount! with { PointingErrorArcminutes = 20, Syncs = syncs },
                Cameras = [.. rig.Cameras.Take(2).Select((c, i) => c with { Solver = i == 0 && solver ? new() { Driver = "simulated" } : null })],
            },
            Catalogue = NightScript.OneTarget(("esprit", 60), ("redcat", 60)),
        };
    }
}
