using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Cameras that fail: each in a clear sentence, and in its time.</summary>
public sealed class AlpacaCameraFaultTests : IDisposable
{
    private static readonly AlpacaReply Gone = AlpacaReply.Refusal(0x407, "Can't read the camera state when not connected");
    private readonly AlpacaStage stage = new();

    public void Dispose() => stage.Dispose();

    [Fact]
    public async Task A_start_that_is_refused_opens_nothing() => Assert.Equal("camera 0: refused startexposure (Duration 5, Light True): Can't set StartExposure when not connected (error 1031, 0x407)",
        await stage.CameraFails(AlpacaScript.Camera().With("PUT startexposure", AlpacaReply.Refusal(0x407, "Can't set StartExposure when not connected")),
            camera => camera.Expose(TimeSpan.FromSeconds(5), _ => Assert.Fail("it opened"), default)));

    [Fact]
    public Task The_frame_before_is_not_taken_for_that_of_an_exposure_that_failed() => stage.Camera(
        AlpacaScript.Camera().With("PUT startexposure", AlpacaReply.Done, AlpacaReply.Refusal(0x500, "No")).With("imagearray", AlpacaReply.Image(ImageBytes.Frame(AlpacaElement.Byte, 6, 4, (_, _, _) => 1))), async camera =>
        {
            await ExposeAndDownload(camera);
            await Assert.ThrowsAsync<DeviceException>(() => Expose(camera));
            Assert.Contains("no frame", (await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default))).Message, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_camera_that_is_disconnected_meanwhile_is_told_at_once(int answers)
    {
        AlpacaReply[] states = [.. new[] { 0, 2, 2, 2, 2, 2 }.Take(answers).Select(s => AlpacaReply.Value(s)), Gone];
        Assert.Contains("Can't read the camera state when not connected", await stage.CameraFails(AlpacaScript.Camera().With("camerastate", states), Expose), StringComparison.Ordinal);
        Assert.InRange(stage.Passed.TotalSeconds, 0, 6);
    }

    [Fact]
    public async Task A_camera_that_is_disconnected_before_its_frame_has_come_is_told_at_once() => Assert.Contains("not connected",
        await stage.CameraFails(AlpacaScript.Camera().With("imageready", AlpacaReply.Value(false), Gone), ExposeAndDownload), StringComparison.Ordinal);

    [Fact]
    public async Task A_camera_that_says_that_it_has_failed_is_believed() =>
        Assert.Contains("has failed (camera state 5)", await stage.CameraFails(AlpacaScript.Camera().With("camerastate", [0, 2, 2, 5]), Expose), StringComparison.Ordinal);

    [Fact]
    public async Task A_state_that_there_is_not_is_refused() =>
        Assert.Contains("answered camerastate with 77", await stage.CameraFails(AlpacaScript.Camera().With("camerastate", [0, 2, 77]), Expose), StringComparison.Ordinal);

    [Fact]
    public Task A_network_that_is_away_for_a_while_does_not_end_an_exposure() => stage.Camera(
        AlpacaScript.Camera().With("camerastate", [.. Values(0, 2, 2), .. Enumerable.Repeat(AlpacaReply.Cut, 8), .. Values(2, 2, 0)]), async camera =>
        {
            var interval = await camera.Expose(TimeSpan.FromSeconds(10), _ => { }, default);
            Assert.False(interval.Aborted);
            Assert.InRange(interval.Length.TotalSeconds, 10, 10.2);
        });

    [Fact]
    public async Task A_network_that_stays_away_ends_it()
    {
        var words = await stage.CameraFails(AlpacaScript.Camera().With("camerastate", [.. Values(0, 2, 2), AlpacaReply.Cut]), camera => camera.Expose(TimeSpan.FromSeconds(600), _ => { }, default));
        Assert.Contains("no answer to camerastate from 127.0.0.1:", words, StringComparison.Ordinal);
        Assert.InRange(stage.Passed.TotalSeconds, 15, 18);
    }

    [Fact]
    public async Task An_exposure_that_never_ends_is_told_by_its_name()
    {
        Assert.Equal("camera 0: no end of the exposure within 40 s", await stage.CameraFails(AlpacaScript.Camera().With("camerastate", [0, 2]), camera => camera.Expose(TimeSpan.FromSeconds(10), _ => { }, default)));
        Assert.InRange(stage.Passed.TotalSeconds, 40, 52);
    }

    [Fact]
    public async Task A_frame_that_never_comes_is_told_by_its_name()
    {
        Assert.Equal("camera 0: no frame within 120 s", await stage.CameraFails(AlpacaScript.Camera().With("imageready", false), ExposeAndDownload));
        Assert.InRange(stage.Passed.TotalSeconds, 120, 125);
    }

    [Fact]
    public async Task A_shutter_that_never_opens_is_told_by_its_name() =>
        Assert.Equal("camera 0: no opening of the shutter within 30 s", await stage.CameraFails(AlpacaScript.Camera().With("camerastate", [0, 1]), Expose));

    [Fact]
    public async Task A_camera_that_does_not_connect_says_so()
    {
        Assert.Equal("camera 0: did not connect, and did not say why", await stage.CameraFails(AlpacaScript.Camera().With("connected", false), _ => Task.CompletedTask));
        Assert.Equal("camera 0: no end of connecting within 60 s", await stage.CameraFails(AlpacaScript.Camera().With("interfaceversion", 4).With("connecting", true), _ => Task.CompletedTask));
        Assert.Equal("camera 0: refused connected (Connected True): No camera on USB (error 1280, 0x500)",
            await stage.CameraFails(AlpacaScript.Camera().With("connected", false).With("PUT connected", AlpacaReply.Refusal(0x500, "No camera on USB")), _ => Task.CompletedTask));
    }

    [Fact]
    public async Task Connected_counts_only_when_a_disconnect_is_over()
    {
        var script = AlpacaScript.Camera().With("interfaceversion", 4).With("connecting", [true, true, false]).With("connected", [false, true]);
        await using var server = new AlpacaServer(script.Answer);
        await using var camera = new AlpacaCamera(server.Address, "0", stage.Time);
        await new Clock.Rehearsal(stage.Time).Do(() => camera.Connect(default));
        Assert.Equal(["PUT camera/0/connect"], server.Put);
    }

    [Fact]
    public async Task Before_it_is_connected_it_says_so()
    {
        await using var camera = new AlpacaCamera(new("127.0.0.1", 1), "0", TimeProvider.System);
        Assert.Contains("not connected", (await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TimeSpan.FromSeconds(1), _ => { }, default))).Message, StringComparison.Ordinal);
        Assert.Contains("no exposure", (await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default))).Message, StringComparison.Ordinal);
        Assert.Throws<DeviceException>(() => camera.Facts);
    }

    private static Task Expose(AlpacaCamera camera) => camera.Expose(TimeSpan.FromSeconds(10), _ => { }, default);

    private static async Task ExposeAndDownload(AlpacaCamera camera)
    {
        await camera.Expose(TimeSpan.Zero, _ => { }, default);
        await camera.Download(default);
    }

    private static AlpacaReply[] Values(params int[] values) => [.. values.Select(v => AlpacaReply.Value(v))];
}
