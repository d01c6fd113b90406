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

/// <summary>A rehearsed night whose script begins with a slew and autofocus and ends with darks and flats, judged by the pixels that were saved.</summary>
public class CalibrationNightTests
{
    private const string Steps = """
        rig:
          prepare:
            - slew: {altitude: 75, azimuth: 90}
            - autofocus: L
          finish:
            - darks: [2 s, 20 s]
              count: 3
              gain: [100, 0]
              offset: 40
            - flats: [L, Ha]
              count: 4
              adu: 25000
              panel: 40
              longest: 60 s
              gain: 100
            - light: off
            - warm
        """;

    /// <summary>Two cameras with covers.</summary>
    internal static NightScript Script(string file)
    {
        File.WriteAllText(file, Steps);
        var usual = new NightScript();
        return usual with
        {
            Rig = usual.Rig with
            {
                Cameras = [.. usual.Rig.Cameras.Take(2).Select(c => c with
                {
                    Cover = new() { Driver = "simulated" }, Sensor = new SensorDescription { WidthPixels = 480, HeightPixels = 360 },
                })],
            },
            Settings = new Dictionary<string, string?> { ["Script:File"] = file },
            Events = [(TimeSpan.FromMinutes(8), _ => Task.CompletedTask), (TimeSpan.FromMinutes(40), _ => Task.CompletedTask)],
        };
    }

    [Fact]
    public async Task Darks_show_the_bias_and_hot_pixels_alone_and_flats_the_level_that_was_wanted()
    {
        using var scratch = new Scratch();
        await RehearsedNight.Play(TimeSpan.FromMinutes(8), ["esprit", "redcat"], _ => { }, Judge, Script(Path.Combine(scratch.Folder, "night.yml")));
    }

    private static async Task Judge(IHost host)
    {
        var store = host.Services.GetRequiredService<Store>();
        var frames = await store.Read(c => c.Query<(string Path, string State)>("select path, state from frame").AsList());
        var read = frames.Select(f => (f.State, Image: Read(f.Path))).ToList();
        foreach (var camera in new[] { "esprit", "redcat" })
        {
            var its = read.Where(r => r.Image.Header.Text("CAMERAID") == camera).ToList();
            Assert.All(its, f => Assert.Equal(f.State == "Kept", f.Image.Header.Text("IMAGETYP") is "DARK" or "FLAT"));
            AreDarks([.. its.Select(f => f.Image).Where(i => i.Header.Text("IMAGETYP") == "DARK")]);
            AreFlats([.. its.Select(f => f.Image).Where(i => i.Header.Text("IMAGETYP") == "FLAT")]);
            Assert.Contains(its, f => f.Image.Header.Text("IMAGETYP") == "LIGHT");
        }
        Assert.Equal(0, await store.Read(c => c.ExecuteScalar<int>("select count(*) from allotment where plan_id = '00000000000000000000000000000000'")));
        Assert.Equal(2, await store.Read(c => c.ExecuteScalar<int>("select count(*) from focus_run where reason is null and asked = 'The script wants it.'")));
        var rounds = await store.Write(t => Task.FromResult(host.Services.GetRequiredService<SagaTable<Round>>().All(t)), CancellationToken.None);
        Assert.Empty(RoundJudge.Of(host.Services.GetRequiredService<SimulatedWorld>().Records(), rounds).Violations);
    }

    /// <summary>Of each exposure and gain three: a median at the offset's 400 ADU, and hot pixels that grow with time.</summary>
    private static void AreDarks(IReadOnlyList<FitsImage> darks)
    {
        var kinds = darks.GroupBy(d => (Seconds: d.Header.Number("EXPTIME"), Gain: d.Header.Number("GAIN"))).ToDictionary(g => g.Key, g => g.ToList());
        Assert.Equal([(2, 0), (2, 100), (20, 0), (20, 100)], kinds.Keys.Order());
        Assert.All(kinds.Values, k => Assert.Equal(3, k.Count));
        Assert.All(darks, d => Assert.InRange(Median(d), 398, 402));
        Assert.All(darks, d => Assert.Null(d.Header.Text("OBJECT")));
        Assert.InRange((kinds[(20, 100)][0].Pixels.Max() - 400) / (kinds[(2, 100)][0].Pixels.Max() - 400), 8, 12);
    }

    /// <summary>Through each filter four of the wanted level, lit by the panel: longer through the narrow one.</summary>
    private static void AreFlats(IReadOnlyList<FitsImage> flats)
    {
        var kinds = flats.GroupBy(d => d.Header.Text("FILTER")!).ToDictionary(g => g.Key, g => g.ToList());
        Assert.Equal(["Ha", "L"], kinds.Keys.Order());
        Assert.All(kinds.Values, k => Assert.Equal(4, k.Count));
        Assert.All(flats, f => Assert.InRange(Median(f), 22500, 27500));
        Assert.InRange(kinds["Ha"][0].Header.Number("EXPTIME")!.Value / kinds["L"][0].Header.Number("EXPTIME")!.Value, 25, 60);
    }

    private static float Median(FitsImage image)
    {
        var sorted = image.Pixels.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static FitsImage Read(string path)
    {
        using var file = File.OpenRead(path);
        return FitsReader.Read(file);
    }
}
