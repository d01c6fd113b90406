using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Reports;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Story;

namespace Sync.Tests.Nights;

/// <summary>A rehearsed night of four cameras with exposures of 60, 120, 180 and 300 s, a second of download each.</summary>
public class PackedNightTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(40);
    private static readonly string[] Cameras = ["esprit", "redcat", "newton", "camera-4"];
    private static readonly double[] Seconds = [60, 120, 180, 300];

    [Fact]
    public Task Packed_rounds_are_365_seconds_long_with_6_3_2_and_1_frames() => Play("packed", dithering: true, async host =>
    {
        var rounds = await Rounds(host);
        Assert.All(rounds[0].Cameras, c => Assert.Equal(1, c.Frames)); // nobody has been read out yet
        Assert.InRange(rounds.Count, 6, 8);
        Assert.All(rounds.Skip(1).Take(4), r =>
        {
            Assert.Equal([6, 3, 2, 1], Cameras.Select(c => r.Find(c)!.Frames));
            Assert.InRange((r.Window - new RoundOptions().WindowSlack).TotalSeconds, 364.5, 366);
            Assert.InRange((r.ClosedAt!.Value - r.OpenedAt!.Value).TotalSeconds, 364.5, 367);
        });
        Assert.Equal(rounds.Count, rounds.Select(r => r.Epoch).Distinct().Count()); // a dither before each
    });

    [Fact]
    public Task Loose_rounds_are_as_long_as_the_longest_exposure() => Play("loose", dithering: false, async host =>
    {
        var rounds = await Rounds(host);
        Assert.All(rounds.Skip(1).Take(4), r =>
        {
            Assert.Equal([4, 2, 1, 1], Cameras.Select(c => r.Find(c)!.Frames));
            Assert.InRange((r.ClosedAt!.Value - r.OpenedAt!.Value).TotalSeconds, 300, 301);
        });
        Assert.Single(rounds.Select(r => r.Epoch).Distinct()); // no dither
    });

    private static async Task Play(string mode, bool dithering, Func<IHost, Task> judge)
    {
        var script = new NightScript
        {
            Rig = Rig,
            Catalogue = NightScript.OneTarget([.. Cameras.Zip(Seconds)]),
            Settings = new Dictionary<string, string?> { ["Rounds:Mode"] = mode, ["Rounds:Gap"] = "00:00:10", ["Night:Dithering"] = $"{dithering}" },
        };
        await RehearsedNight.Play(Length, Cameras, _ => { }, async host =>
        {
            await NothingIsLostOrTwice(host);
            await judge(host);
        }, script);
    }

    /// <summary>By the devices' own record, the files and the books.</summary>
    private static async Task NothingIsLostOrTwice(IHost host)
    {
        var (store, rounds) = (host.Services.GetRequiredService<Store>(), await Rounds(host));
        var records = host.Services.GetRequiredService<SimulatedWorld>().Records();
        Assert.Empty(RoundJudge.Of(records, rounds).Violations);
        var taken = rounds.Sum(r => r.Cameras.Sum(c => c.Frames));
        var paths = await store.Read(c => c.Query<string>("select path from frame").AsList());
        Assert.Equal((taken, taken), (paths.Distinct().Count(p => File.Exists(p)), paths.Count));
        Assert.Equal(0, await store.Read(c => c.ExecuteScalar<int>("select count(*) from allotment where state = 'Open'")));
        Assert.Equal(0, await store.Read(Unfinished.Frames));
        var night = host.Services.GetRequiredService<Tonight>().Night!;
        var told = Told((await store.Read(c => NightRecords.Story(c, night.NightId)))!).ToList();
        Assert.All([StepKind.Exposure, StepKind.Download, StepKind.Verdict], k => Assert.Equal(taken, told.Count(s => s.Kind == k && s.Trouble is null)));
        Assert.All(records.OfType<ShutterClosed>(), c => Assert.True(c.At <= night.Ends!.Value.AddMinutes(1), $"{c.Device} closed at {c.At}"));
    }

    private static IEnumerable<Step> Told(Step step) => [step, .. step.Steps.SelectMany(Told)];

    private static async Task<List<Round>> Rounds(IHost host) =>
        [.. (await host.Services.GetRequiredService<Store>().Write(
            t => Task.FromResult(host.Services.GetRequiredService<SagaTable<Round>>().All(t)), CancellationToken.None))
            .Where(r => r.OpenedAt is not null).OrderBy(r => r.Number)];

    private static RigDescription Rig => DemoRig.Of(4) with
    {
        Cameras = [.. DemoRig.Of(4).Cameras.Select(c => c with
        {
            Sensor = new SensorDescription { WidthPixels = 160, HeightPixels = 120, DownloadSeconds = 0.95 }, Wheel = c.Wheel! with { Filters = ["L"] },
        })],
    };
}
