using Sync.Astro.Fits;
using Sync.CameraAgent.Snaps;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;
using Sync.Tests.Devices.Alpaca.Served;

namespace Sync.Tests.CameraAgent.Snaps;

public sealed class SnapCameraTests : IDisposable
{
    private readonly Rehearsal rehearsal = new();
    private readonly SimulatedWorld world;
    private readonly List<SnapStep> steps = [];

    public SnapCameraTests() => world = new(rehearsal.Time, 1, null);

    public void Dispose() => rehearsal.Dispose();

    [Fact]
    public async Task A_frame_is_taken_behind_its_filter_and_nothing_moves()
    {
        var snap = await Take(new() { Exposure = TimeSpan.FromSeconds(2), Filter = "Ha", Binning = 2, Gain = 120 });
        Assert.Equal((400, 300, "Ha", TimeSpan.FromSeconds(2)), (snap.Image.Width, snap.Image.Height, snap.Filter, snap.Shutter.Length));
        Assert.Equal([SnapStep.Connecting, SnapStep.SettingUp, SnapStep.Exposing, SnapStep.Downloading], steps);
        var kinds = world.Records().Select(r => r.GetType().Name).Distinct().Order();
        Assert.Equal([nameof(FilterTurned), nameof(FrameReadOut), nameof(ShutterClosed), nameof(ShutterOpened)], kinds);
    }

    [Fact]
    public async Task Behind_an_Alpaca_server_it_is_the_same()
    {
        var server = new SimulatedAlpaca();
        var (demo, at) = (DemoRig.Of(1), $"{server.Address}");
        var camera = demo.Cameras[0] with { Driver = "alpaca", Device = "0", Address = at, Wheel = new() { Driver = "alpaca", Device = "0", Address = at } };
        var rig = demo with { Cameras = [camera] };
        var snap = await new Rehearsal(server.Time).Do(async () =>
        {
            await using var snapping = new SnapCamera(rig, new(rig, server.Time, server.World), "esprit", server.Time);
            return await snapping.Take(new() { Exposure = TimeSpan.FromSeconds(3), Filter = "G" }, steps.Add, default);
        });
        Assert.Equal((160, 120, "G", false), (snap.Image.Width, snap.Image.Height, snap.Filter, snap.Shutter.Aborted));
        Assert.Equal(3, server.World.Records().OfType<ShutterOpened>().Single().PlannedSeconds);
        await server.Stop();
    }

    [Fact]
    public async Task Its_file_says_what_it_is()
    {
        using var folder = new ScratchDirectory();
        var file = Path.Combine(folder, "a.fits");
        var snap = await Take(new() { Exposure = TimeSpan.FromSeconds(2), Filter = "L" });
        snap.Save(file, replaces: false);
        Assert.Throws<IOException>(() => snap.Save(file, replaces: false));
        snap.Save(file, replaces: true);
        Assert.Equal([file], Directory.GetFiles(folder));
        using var stream = File.OpenRead(file);
        var image = FitsReader.Read(stream);
        Assert.Equal(snap.Image.Pixels.Select(p => (float)p), image.Pixels);
        var header = image.Header;
        Assert.Equal(("SNAPSHOT", "L", "esprit", "Demo observatory", "TOP-DOWN"), (header.Text("IMAGETYP"), header.Text("FILTER"), header.Text("SYNCAM"), header.Text("SITENAME"), header.Text("ROWORDER")));
        Assert.Equal((2, 550, 1), (header.Number("EXPTIME"), header.Number("FOCALLEN"), header.Whole("XBINNING")));
        Assert.Null(header.Text("OBJECT"));
        Assert.Null(header.Text("SYNNIGHT"));
    }

    [Fact]
    public async Task Stopped_its_shutter_closes_at_once()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5), rehearsal.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Take(new() { Exposure = TimeSpan.FromMinutes(5) }, stop.Token));
        Assert.InRange(rehearsal.Passed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
        Assert.True(Assert.Single(world.Records().OfType<ShutterClosed>()).Aborted);
    }

    [Fact]
    public Task A_camera_that_exposes_for_another_is_left_to_it()
    {
        var devices = Devices(DemoRig.Of(1));
        return rehearsal.Together(
            async () =>
            {
                await using var other = devices.Camera(DemoRig.Of(1).Cameras[0]);
                await other.Connect(default);
                var interval = await other.Expose(TimeSpan.FromSeconds(60), _ => { }, default);
                Assert.Equal((false, TimeSpan.FromSeconds(60)), (interval.Aborted, interval.Length));
            },
            async () =>
            {
                await rehearsal.Time.Pass(TimeSpan.FromSeconds(3), default);
                await using var camera = new SnapCamera(DemoRig.Of(1), devices, "esprit", rehearsal.Time);
                var trouble = await Assert.ThrowsAsync<DeviceException>(() => camera.Take(new() { Exposure = TimeSpan.FromSeconds(1) }, steps.Add, default));
                Assert.Contains("is under way until", trouble.Message);
            });
    }

    [Fact]
    public async Task A_filter_that_is_not_there_is_told_and_nothing_is_exposed()
    {
        var unknown = await Assert.ThrowsAsync<DeviceException>(() => Take(new() { Exposure = TimeSpan.FromSeconds(1), Filter = "Xx" }));
        Assert.Contains("has no filter 'Xx'; it has L, R", unknown.Message);
        var demo = DemoRig.Of(1);
        var none = await Assert.ThrowsAsync<DeviceException>(() => Take(new() { Exposure = TimeSpan.FromSeconds(1), Filter = "L" }, default, demo with { Cameras = [demo.Cameras[0] with { Wheel = null }] }));
        Assert.Equal("esprit: has no filter wheel, and was asked for filter L", none.Message);
        Assert.Empty(world.Records().OfType<ShutterOpened>());
    }

    private Task<Snapshot> Take(SnapOrder order, CancellationToken cancel = default, RigDescription? rig = null) => rehearsal.Do(async () =>
    {
        await using var camera = new SnapCamera(rig ?? DemoRig.Of(1), Devices(rig ?? DemoRig.Of(1)), "esprit", rehearsal.Time);
        return await camera.Take(order, steps.Add, cancel);
    });

    private RigDevices Devices(RigDescription rig) => new(rig, rehearsal.Time, world);
}
