using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Exposures that are ended early to keep what they have.</summary>
public sealed class AlpacaStopTests : IDisposable
{
    private const string Started = "PUT camera/0/startexposure Duration=10&Light=True";
    private const string Stopped = "PUT camera/0/stopexposure";
    private const string Aborted = "PUT camera/0/abortexposure";
    private readonly AlpacaStage stage = new();

    public void Dispose() => stage.Dispose();

    [Fact]
    public Task A_camera_that_can_is_stopped_and_its_frame_kept() => Play([Started, Stopped], Exposing().With("canstopexposure", true), async camera =>
    {
        var interval = await Stop(camera, 1.5);
        Assert.Equal((false, true), (interval.Aborted, interval.Stopped));
        Assert.InRange(interval.Length.TotalSeconds, 1.4, 1.7);
        Assert.Equal(6, (await camera.Download(default)).Width);
    });

    [Fact]
    public Task One_that_can_not_aborts() => Play([Started, Aborted], Exposing().With("canstopexposure", false), async camera =>
        Assert.Equal((true, false), Ends(await Stop(camera, 1.5))));

    [Fact]
    public Task One_that_refuses_to_stop_aborts() => Play(
        [Started, Stopped, Aborted], Exposing().With("canstopexposure", true).With("PUT stopexposure", AlpacaReply.Refusal(0x500, "Not now")), async camera =>
            Assert.Equal((true, false), Ends(await Stop(camera, 1.5))));

    [Fact]
    public Task One_that_kept_no_frame_says_that_it_was_aborted() => Play([Started, Stopped], Exposing().With("canstopexposure", true).With("imageready", false), async camera =>
    {
        Assert.Equal((true, false), Ends(await Stop(camera, 1.5)));
        Assert.Contains("aborted", (await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default))).Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task Who_cancels_wants_no_frame() => Play([Started, Aborted], Exposing().With("canstopexposure", true), async camera =>
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1.5), stage.Time);
        Assert.Equal((true, false), Ends(await camera.Expose(TimeSpan.FromSeconds(10), _ => { }, cancel.Token, cancel.Token)));
    });

    [Fact]
    public Task One_that_does_not_stop_is_cancelled_after_all() => Play([Started, Stopped, Aborted],
        AlpacaScript.Camera().With("canstopexposure", true).With("camerastate", [0, .. Enumerable.Repeat<object>(2, 20), 0]), async camera =>
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1.5), stage.Time);
            using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(4), stage.Time);
            Assert.Equal((true, false), Ends(await camera.Expose(TimeSpan.FromSeconds(10), _ => { }, stop.Token, cancel.Token)));
        });

    [Fact]
    public Task Who_is_stopped_before_opens_nothing() => Play([], AlpacaScript.Camera(), async camera =>
        Assert.True((await camera.Expose(TimeSpan.FromSeconds(10), _ => { }, new CancellationToken(canceled: true), default)).Aborted));

    [Theory]
    [InlineData("high quality", null, 1)]
    [InlineData("High Quality", 2, 2)]
    public async Task A_readout_mode_is_asked_for_by_its_name_where_a_frame_asks_for_none(string name, int? ofTheFrame, int mode) =>
        Assert.Equal([$"PUT camera/0/readoutmode ReadoutMode={mode}"], await Play(name, camera => camera.Configure(new() { ReadoutMode = ofTheFrame }, default)));

    [Fact]
    public async Task A_readout_mode_that_there_is_not_is_refused_with_those_there_are() => Assert.Equal(
        "camera 0: has no readout mode 'Slow'; there are Fast, High Quality, Raw",
        (await Assert.ThrowsAsync<DeviceException>(() => Play("Slow", _ => Task.CompletedTask))).Message);

    private static (bool Aborted, bool Stopped) Ends(ShutterInterval interval) => (interval.Aborted, interval.Stopped);

    private static AlpacaScript Exposing() => AlpacaScript.Camera().With("camerastate", [0, 2, 2, 2, 0])
        .With("imagearray", AlpacaReply.Image(ImageBytes.Frame(AlpacaElement.Byte, 6, 4, (_, _, _) => 1)));

    private async Task<ShutterInterval> Stop(AlpacaCamera camera, double afterSeconds)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(afterSeconds), stage.Time);
        return await camera.Expose(TimeSpan.FromSeconds(10), _ => { }, stop.Token, default);
    }

    private async Task Play(string[] orders, AlpacaScript script, Func<AlpacaCamera, Task> test) => Assert.Equal(orders, await stage.Camera(script, test));

    private Task<IReadOnlyList<string>> Play(string mode, Func<AlpacaCamera, Task> test) => stage.Play(
        AlpacaScript.Camera().With("readoutmode", 0).With("readoutmodes", [new[] { "Fast", "High Quality", "Raw" }]), (a, t) => new AlpacaCamera(a, "0", t, mode), test);
}
