using Sync.Clock;
using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Alpaca;

public sealed class AlpacaCameraTests : IDisposable
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);
    private readonly AlpacaStage stage = new();

    public void Dispose() => stage.Dispose();

    [Fact]
    public Task The_shutter_opens_when_the_camera_no_longer_waits() => stage.Camera(
        AlpacaScript.Camera().With("camerastate", [0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0]), async camera =>
        {
            DateTimeOffset? opened = null;
            var interval = await camera.Expose(TenSeconds, at => opened = at, default);
            Assert.Equal(interval.Opened, opened);
            Assert.InRange((interval.Opened - Rehearsal.Evening).TotalMilliseconds, 100, 200);
            Assert.Equal(10, interval.Length.TotalSeconds, 1);
            Assert.False(interval.Aborted);
        });

    [Fact]
    public Task A_camera_that_exposes_is_not_begun_anew() => AssertOrders([], AlpacaScript.Camera().With("camerastate", 2), async camera =>
        Assert.Contains("exposing already", (await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TenSeconds, _ => { }, default))).Message, StringComparison.Ordinal));

    [Fact]
    public Task A_readout_is_waited_for() => AssertOrders(["PUT camera/0/startexposure Duration=0&Light=True"], AlpacaScript.Camera().With("camerastate", [3, 4, 4, 0]), camera =>
        camera.Expose(TimeSpan.Zero, _ => { }, default));

    [Fact]
    public Task Who_is_cancelled_before_opens_nothing() => AssertOrders([], AlpacaScript.Camera(), async camera =>
        Assert.True((await camera.Expose(TenSeconds, _ => { }, new CancellationToken(canceled: true))).Aborted));

    [Fact]
    public Task An_exposure_that_others_abort_is_aborted() => AssertOrders(["PUT camera/0/startexposure Duration=10&Light=True"],
        AlpacaScript.Camera().With("camerastate", [0, 2, 2, 2, 0]).With("imageready", false), async camera =>
        {
            var interval = await camera.Expose(TenSeconds, _ => { }, default);
            Assert.True(interval.Aborted);
            Assert.InRange(interval.Length.TotalSeconds, 2.5, 3.5);
            Assert.Contains("aborted", (await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default))).Message, StringComparison.Ordinal);
        });

    [Fact]
    public Task An_exposure_that_others_stop_has_a_frame() => stage.Camera(
        AlpacaScript.Camera().With("camerastate", [0, 2, 2, 2, 0]), async camera =>
        {
            var interval = await camera.Expose(TenSeconds, _ => { }, default);
            Assert.False(interval.Aborted);
            Assert.InRange(interval.Length.TotalSeconds, 2.5, 3.5);
        });

    [Theory]
    [InlineData("canabortexposure", "abortexposure")]
    [InlineData("canstopexposure", "stopexposure")]
    public Task A_cancelled_exposure_is_ended_by_what_the_camera_has(string can, string order) => AssertOrders(
        ["PUT camera/0/startexposure Duration=10&Light=True", $"PUT camera/0/{order}"],
        AlpacaScript.Camera().With("canabortexposure", false).With(can, true).With("camerastate", [0, 2, 2, 2, 0]), async camera =>
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1.5), stage.Time);
            Assert.True((await camera.Expose(TenSeconds, _ => { }, cancel.Token)).Aborted);
        });

    [Fact]
    public Task Asking_is_rare_while_it_is_exposed() => stage.Camera(AlpacaScript.Camera().With("camerastate", [0, .. Enumerable.Repeat<object>(2, 11), 0]), async camera =>
    {
        var interval = await camera.Expose(TenSeconds, _ => { }, default);
        Assert.InRange(interval.Length.TotalSeconds, 9.9, 10.1);
    });

    [Fact]
    public Task All_is_set_in_an_order_that_lasts_and_only_what_differs() => AssertOrders(
        ["PUT camera/0/readoutmode ReadoutMode=1", "PUT camera/0/gain Gain=120", "PUT camera/0/binx BinX=2", "PUT camera/0/biny BinY=2", "PUT camera/0/startx StartX=0", "PUT camera/0/numx NumX=3", "PUT camera/0/numy NumY=2"],
        AlpacaScript.Camera().With("readoutmode", 0).With("gain", 100).With("offset", 10).With("startx", 3),
        camera => camera.Configure(new() { Gain = 120, Offset = 10, ReadoutMode = 1, Binning = 2 }, default));

    [Theory]
    [InlineData(800, 2)]
    [InlineData(1, 1)]
    [InlineData(1600, 3)]
    public Task A_gain_by_name_is_that_of_the_number_in_it_or_else_the_index(int gain, int index) => AssertOrders([$"PUT camera/0/gain Gain={index}"],
        AlpacaScript.Camera().With("gains", [new[] { "ISO 200", "ISO 400", "ISO 800", "ISO 1600" }]).With("gain", 99), camera => camera.Configure(new() { Gain = gain }, default));

    [Fact]
    public async Task A_gain_that_has_no_name_is_refused_with_those_there_are() => Assert.Equal("camera 0: has no gain 801; there are ISO 200, ISO 400",
        await stage.CameraFails(AlpacaScript.Camera().With("gains", [new[] { "ISO 200", "ISO 400" }]).With("gain", 0), camera => camera.Configure(new() { Gain = 801 }, default)));

    [Fact]
    public async Task A_setting_is_refused_in_the_devices_words() => Assert.Equal("camera 0: refused gain (Gain 900): '900' is an invalid value. The valid range is: 0 to 300. (error 1025, 0x401)",
        await stage.CameraFails(AlpacaScript.Camera().With("gain", 0).With("PUT gain", AlpacaReply.Refusal(0x401, "'900' is an invalid value. The valid range is: 0 to 300.")),
            camera => camera.Configure(new() { Gain = 900 }, default)));

    [Theory]
    [InlineData(2, 0, 0, "RGGB")]
    [InlineData(2, 1, 0, "GRBG")]
    [InlineData(2, 0, 1, "GBRG")]
    [InlineData(2, 1, 1, "BGGR")]
    [InlineData(0, 0, 0, null)]
    [InlineData(1, 0, 0, null)]
    [InlineData(3, 0, 0, null)]
    public Task The_pattern_is_as_seen_from_the_first_pixel(int sensor, int x, int y, string? pattern) => stage.Camera(
        AlpacaScript.Camera().With("sensortype", sensor).With("bayeroffsetx", x).With("bayeroffsety", y), camera =>
        {
            Assert.Equal(pattern, camera.Facts.BayerPattern);
            return Task.CompletedTask;
        });

    [Fact]
    public Task Warming_up_is_the_cooler_off() => AssertOrders(
        ["PUT camera/0/setccdtemperature SetCCDTemperature=-10.5", "PUT camera/0/cooleron CoolerOn=True", "PUT camera/0/cooleron CoolerOn=False"],
        AlpacaScript.Camera().With("cansetccdtemperature", true), async camera =>
        {
            await camera.Cool(-10.5, default);
            await camera.Cool(null, default);
        });

    [Fact]
    public Task A_camera_without_a_thermometer_or_a_cooler_says_so() => stage.Camera(AlpacaScript.Camera(), async camera =>
    {
        Assert.Null(await camera.SensorCelsius(default));
        await Assert.ThrowsAsync<DeviceException>(() => camera.Cool(-10, default));
    });

    private async Task AssertOrders(string[] orders, AlpacaScript script, Func<Sync.Devices.Alpaca.AlpacaCamera, Task> test) => Assert.Equal(orders, await stage.Camera(script, test));
}
