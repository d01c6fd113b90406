using System.Text.Json;
using Sync.Devices.Rig;
using Sync.Host.Commands;
using Sync.Host.Snaps;
using Sync.Ledger;
using Sync.Ledger.Locks;
using Sync.Host.Storage;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Host.Snaps;

[Collection("The program")]
public sealed class SnapCommandTests : IDisposable
{
    private readonly ScratchDirectory folder = new();

    public void Dispose() => folder.Dispose();

    private string File => Path.Combine(folder.Path, "a.fits");

    [Fact]
    public async Task A_frame_its_picture_and_what_is_on_it()
    {
        var said = (await Snap("--exposure", "0.5", "--filter", "Ha")).Done().Output.TrimEnd().Split('\n');
        Assert.Equal($"{File}: 160 × 120 px, 0.5 s, Ha", said[0]);
        Assert.Contains(said, l => l.StartsWith("background ", StringComparison.Ordinal));
        Assert.Equal(["a.fits", "a.png"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Where(f => f!.StartsWith("a.", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_file_is_replaced_only_when_that_is_said()
    {
        (await Snap("--exposure", "0.01")).Done();
        var (code, _, error) = await Snap("--exposure", "0.01");
        Assert.Equal((CommandLine.Wrong, $"{File} is there already; name another with --out, or add --yes to replace it."), (code, error));
        var said = (await Snap("--exposure", "0.01", "--yes", "--json")).Done();
        using var json = JsonDocument.Parse(said.Output);
        Assert.Equal(File, json.RootElement.GetProperty("file").GetString());
        Assert.True(json.RootElement.GetProperty("background").GetDouble() > 0);
    }

    [Fact]
    public async Task A_camera_of_a_process_that_runs_is_left_alone()
    {
        using (var store = StoreAtRest.Open(null, folder.Path))
        {
            await store.Migrate([], default);
            using var hold = new StoreHold(store);
            await hold.Take(default);
            var (code, output, error) = await Snap("--exposure", "0.01", "--yes");
            Assert.Equal((CommandLine.Failed, ""), (code, output));
            Assert.StartsWith("Camera esprit is left alone, for Sync is running. The store ", error);
            Assert.False(System.IO.File.Exists(File));
        }
        (await Snap("--exposure", "0.01")).Done();
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_leaves_it_open_whether_an_agent_runs()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__Broker", "amqp://camera-esprit:secret@127.0.0.1:1");
        try
        {
            (await Snap("--exposure", "0.01")).Refused(
                "The broker amqp://127.0.0.1:1/ does not answer, and nobody else knows whether an agent of esprit is running. Add --yes where none is.");
            (await Snap("--exposure", "0.01", "--yes")).Done();
        }
        finally
        {
            Environment.SetEnvironmentVariable("ConnectionStrings__Broker", null);
        }
    }

    [Fact]
    public void By_night_it_is_not_done_without_a_word()
    {
        var site = DemoRig.Of(1).Site.ToGeoSite();
        Assert.Null(SnapGuard.Night(site, new(2026, 11, 20, 13, 0, 0, TimeSpan.Zero)));
        Assert.StartsWith("The sun stands at -", SnapGuard.Night(site, new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("--exposure 0", "--exposure is 0; allowed is more than 0 up to 3600.")]
    [InlineData("--binning 17", "--binning is 17; allowed is 1 to 16.")]
    [InlineData("--out a.png", "--out is ")]
    [InlineData("--camera nobody", "The rig has no camera 'nobody'; it has esprit.")]
    public async Task What_is_written_wrongly_is_named(string arguments, string sentence)
    {
        var (code, _, error) = await Spoken.By(["snap", "--rig", Rig(), "--data", folder.Path, .. arguments.Contains("--camera") ? [] : new[] { "--camera", "esprit" }, .. arguments.Split(' ')]);
        Assert.Equal(CommandLine.Wrong, code);
        Assert.StartsWith(sentence, error);
    }

    private Task<Spoken> Snap(params string[] arguments) => Spoken.By(["snap", "--rig", Rig(), "--camera", "esprit", "--data", folder.Path, "--out", File, .. arguments]);

    private string Rig()
    {
        var demo = DemoRig.Of(1);
        var rig = Path.Combine(folder.Path, "rig.json");
        System.IO.File.WriteAllText(rig, RigFile.Write(demo with
        {
            Cameras = [demo.Cameras[0] with { Sensor = new() { WidthPixels = 160, HeightPixels = 120, DownloadSeconds = 0 } }],
        }));
        return rig;
    }
}
