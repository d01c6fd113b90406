using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Integration.Indi;

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiCameraTests(IndiServer server)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.5);

    [Fact]
    public async Task A_frame_is_exposed_and_comes_whole()
    {
        await using var camera = await Connected("Camera A");
        await camera.Configure(new CameraSettings { Gain = 90, Offset = 10 }, default);
        var opened = new List<DateTimeOffset>();
        var interval = await camera.Expose(Short, opened.Add, default);
        var image = await camera.Download(default);
        Assert.Equal((1280, 1024, 1280 * 1024), (image.Width, image.Height, image.Pixels.Length));
        Assert.Equal([interval.Opened], opened);
        Assert.False(interval.Aborted);
        Assert.InRange(interval.Length.TotalSeconds, 0.4, 1.5);
        Assert.True(image.Pixels.Distinct().Count() > 10);
    }

    [Fact]
    public async Task It_tells_what_it_is()
    {
        await using var camera = await Connected("Camera B");
        Assert.Equal((1280, 1024, true, null, "Camera B"),
            (camera.Facts.WidthPixels, camera.Facts.HeightPixels, camera.Facts.CanCool, camera.Facts.BayerPattern, camera.Facts.Model));
        Assert.Equal(5.2, camera.Facts.PixelMicrometres, 3);
        Assert.NotNull(await camera.SensorCelsius(default));
    }

    [Fact]
    public async Task Binning_halves_the_frame()
    {
        await using var camera = await Connected("Camera B");
        await camera.Configure(new CameraSettings { Binning = 2 }, default);
        await camera.Expose(Short, _ => { }, default);
        var image = await camera.Download(default);
        Assert.Equal((640, 512), (image.Width, image.Height));
        await camera.Configure(new CameraSettings(), default);
    }

    [Fact]
    public async Task A_frame_cut_out_by_another_program_does_not_stay_cut_out()
    {
        await using var other = await server.Line("Camera B", "CCD_FRAME");
        var cut = IndiRequest.Number("Camera B", "CCD_FRAME", ("X", 600), ("Y", 480), ("WIDTH", 64), ("HEIGHT", 48));
        await other.Ask(cut, v => v.State == IndiState.Ok, IndiConnection.AnswerLimit, default);
        await using var camera = await Connected("Camera B");
        await camera.Configure(new CameraSettings(), default);
        await camera.Expose(Short, _ => { }, default);
        Assert.Equal(1280, (await camera.Download(default)).Width);
    }

    [Fact]
    public async Task Cancelling_closes_the_shutter_at_once_and_the_next_frame_is_whole()
    {
        await using var camera = await Connected("Camera A");
        await camera.Configure(new CameraSettings(), default);
        using var cancel = new CancellationTokenSource();
        var aborted = await camera.Expose(TimeSpan.FromSeconds(60), _ => cancel.Cancel(), cancel.Token);
        Assert.True(aborted.Aborted);
        Assert.InRange(aborted.Length.TotalSeconds, 0, 3);
        await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default));
        Assert.False((await camera.Expose(Short, _ => { }, default)).Aborted);
        Assert.Equal(1280, (await camera.Download(default)).Width);
    }

    [Fact]
    public async Task An_exposure_that_another_program_began_can_be_aborted()
    {
        await using var other = await server.Line("Camera C", "CCD_EXPOSURE");
        await other.Ask(IndiRequest.Number("Camera C", "CCD_EXPOSURE", ("CCD_EXPOSURE_VALUE", 60)),
            v => v.State == IndiState.Busy, IndiConnection.AnswerLimit, default);
        await using var camera = await Connected("Camera C");
        await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(Short, _ => { }, default));
        await camera.Abort(default);
        Assert.False((await camera.Expose(Short, _ => { }, default)).Aborted);
    }

    [Fact]
    public async Task A_setting_that_is_refused_does_not_spoil_the_next()
    {
        await using var camera = await Connected("Camera B");
        await Assert.ThrowsAsync<DeviceException>(() => camera.Configure(new CameraSettings { Binning = 3 }, default));
        await camera.Configure(new CameraSettings { Binning = 2 }, default);
        await camera.Configure(new CameraSettings { Binning = 1 }, default);
    }

    [Fact]
    public async Task A_camera_that_vanishes_is_told_and_can_be_connected_when_it_is_back()
    {
        await using var camera = await Connected("Camera C");
        var stopping = Task.CompletedTask;
        await Assert.ThrowsAsync<DeviceException>(() =>
            camera.Expose(TimeSpan.FromSeconds(30), _ => stopping = server.Stop("indi_simulator_ccd", "Camera C"), default));
        await stopping;
        await server.Start("indi_simulator_ccd", "Camera C");
        await using (await server.Line("Camera C", "CCD_EXPOSURE"))
            await camera.Connect(default);
        await camera.Configure(new CameraSettings(), default);
        Assert.False((await camera.Expose(Short, _ => { }, default)).Aborted);
    }

    [Fact]
    public async Task A_driver_that_dies_is_told_and_can_be_connected_again()
    {
        await using var camera = await Connected("Camera C");
        var death = await Assert.ThrowsAsync<DeviceException>(() =>
            camera.Expose(TimeSpan.FromSeconds(30), _ => server.KillDriver("Camera C"), default));
        Assert.Contains("went away", death.Message);
        await using (await server.Line("Camera C", "CCD_EXPOSURE"))
            await camera.Connect(default);
        await camera.Configure(new CameraSettings(), default);
        await camera.Expose(Short, _ => { }, default);
        Assert.Equal(1280, (await camera.Download(default)).Width);
    }

    [Fact]
    public async Task Three_cameras_expose_together_and_each_gets_its_own_frame()
    {
        IndiCamera[] cameras = [await Connected("Camera A"), await Connected("Camera B"), await Connected("Camera C")];
        var widths = await Task.WhenAll(cameras.Select(async (camera, i) =>
        {
            await camera.Configure(new CameraSettings { Binning = 1 << i }, default);
            await camera.Expose(Short, _ => { }, default);
            return (await camera.Download(default)).Width;
        }));
        Assert.Equal([1280, 640, 320], widths);
        foreach (var camera in cameras)
            await camera.DisposeAsync();
    }

    [Fact]
    public async Task An_exposure_out_of_range_is_refused_in_the_words_of_the_driver()
    {
        await using var camera = await Connected("Camera A");
        var refusal = await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TimeSpan.FromHours(30), _ => { }, default));
        Assert.Contains("[ERROR]", refusal.Message);
    }

    [Fact]
    public async Task It_cools_and_warms()
    {
        await using var camera = await Connected("Camera A");
        await camera.Cool(-5, default);
        await camera.Cool(null, default);
    }

    [Fact]
    public async Task Stars_stand_where_the_mount_points()
    {
        await using var mount = new IndiMount(server.Address, "Mount", IndiServer.Time);
        await mount.Connect(default);
        await mount.Slew(new Equatorial(5.575, 22), default);
        await using var camera = await Connected("Camera A");
        await camera.Configure(new CameraSettings(), default);
        await camera.Expose(TimeSpan.FromSeconds(2), _ => { }, default);
        var pixels = (await camera.Download(default)).Pixels;
        var sky = pixels.Order().ElementAt(pixels.Length / 2);
        Assert.InRange(pixels.Count(p => p > sky + 500), 20, pixels.Length / 20);
    }

    private async Task<IndiCamera> Connected(string device)
    {
        var camera = new IndiCamera(server.Address, device, IndiServer.Time, new IndiSnoop("Mount", "Wheel A"));
        await camera.Connect(default);
        return camera;
    }
}
