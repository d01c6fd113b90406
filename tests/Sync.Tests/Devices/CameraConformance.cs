using Sync.Clock;
using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

/// <summary>What every camera does. A subclass gives the camera, and the clock it lives by.</summary>
public abstract class CameraConformance : IDisposable
{
    private Rehearsal? rehearsal;

    protected Rehearsal Rehearsal => rehearsal ??= new Rehearsal(Clock);

    /// <summary>How much longer than asked anything may take.</summary>
    protected virtual TimeSpan Slack => TimeSpan.FromSeconds(1);

    protected abstract TimeProvider Clock { get; }

    protected abstract ICamera Camera();

    public void Dispose()
    {
        rehearsal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_second_connect_is_harmless() => Connected(async camera =>
    {
        await camera.Connect(default);
        Assert.True(camera.Facts.WidthPixels > 0);
    });

    [Fact]
    public Task A_frame_has_the_size_of_the_sensor() => Connected(async camera =>
    {
        await camera.Configure(new CameraSettings(), default);
        await camera.Expose(TimeSpan.FromSeconds(0.5), _ => { }, default);
        var image = await camera.Download(default);
        Assert.Equal((camera.Facts.WidthPixels, camera.Facts.HeightPixels), (image.Width, image.Height));
        Assert.Equal(image.Width * image.Height, image.Pixels.Length);
        Assert.True(image.Pixels.Distinct().Take(2).Count() == 2, "all pixels are equal");
    });

    [Fact]
    public Task A_binned_frame_is_smaller() => Connected(async camera =>
    {
        await camera.Configure(new CameraSettings { Binning = 2 }, default);
        await camera.Expose(TimeSpan.FromSeconds(0.5), _ => { }, default);
        var image = await camera.Download(default);
        Assert.Equal((camera.Facts.WidthPixels / 2, camera.Facts.HeightPixels / 2), (image.Width, image.Height));
    });

    [Fact]
    public Task The_shutter_is_open_as_long_as_asked() => Connected(async camera =>
    {
        var opened = new List<DateTimeOffset>();
        var interval = await camera.Expose(TimeSpan.FromSeconds(2), opened.Add, default);
        Assert.Equal([interval.Opened], opened);
        Assert.False(interval.Aborted);
        Assert.InRange(interval.Length, TimeSpan.FromSeconds(1.99), TimeSpan.FromSeconds(2) + Slack);
        Assert.InRange(Clock.GetUtcNow() - interval.Closed, TimeSpan.Zero, Slack);
    });

    [Fact]
    public Task Cancelling_closes_the_shutter_at_once_and_says_so() => Connected(async camera =>
    {
        using var cancel = new CancellationTokenSource();
        var exposing = Rehearsal.Do(() => camera.Expose(TimeSpan.FromSeconds(60), _ => { }, cancel.Token));
        await Clock.Pass(TimeSpan.FromSeconds(3), default);
        await cancel.CancelAsync();
        var interval = await exposing;
        Assert.True(interval.Aborted);
        Assert.InRange(interval.Length, TimeSpan.FromSeconds(2.9) - Slack, TimeSpan.FromSeconds(3) + Slack);
        Assert.InRange(Clock.GetUtcNow() - interval.Closed, TimeSpan.Zero, Slack);
    });

    [Fact]
    public Task Stopping_closes_the_shutter_at_once_and_keeps_the_frame_or_says_that_it_does_not() => Connected(async camera =>
    {
        using var stop = new CancellationTokenSource();
        var exposing = Rehearsal.Do(() => camera.Expose(TimeSpan.FromSeconds(60), _ => { }, stop.Token, default));
        await Clock.Pass(TimeSpan.FromSeconds(3), default);
        await stop.CancelAsync();
        var interval = await exposing;
        Assert.NotEqual(interval.Aborted, interval.Stopped);
        Assert.InRange(interval.Length, TimeSpan.FromSeconds(2.9) - Slack, TimeSpan.FromSeconds(3) + Slack);
        Assert.InRange(Clock.GetUtcNow() - interval.Closed, TimeSpan.Zero, Slack);
        if (interval.Stopped)
            Assert.Equal(camera.Facts.WidthPixels, (await camera.Download(default)).Width);
        Assert.False((await camera.Expose(TimeSpan.FromSeconds(0.5), _ => { }, default)).Stopped);
    });

    [Fact]
    public Task Abort_ends_the_exposure_and_the_next_one_works() => Connected(async camera =>
    {
        var exposing = Rehearsal.Do(() => camera.Expose(TimeSpan.FromSeconds(60), _ => { }, default));
        await Clock.Pass(TimeSpan.FromSeconds(2), default);
        await camera.Abort(default);
        Assert.True((await exposing).Aborted);
        var next = await camera.Expose(TimeSpan.FromSeconds(0.5), _ => { }, default);
        Assert.False(next.Aborted);
        await camera.Download(default);
    });

    [Fact]
    public Task Abort_is_harmless_when_nothing_is_exposed() => Connected(camera => camera.Abort(default));

    [Fact]
    public Task Settings_that_do_not_exist_are_refused() => Connected(async camera =>
    {
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => camera.Configure(new CameraSettings { Binning = 99 }, default));
        Assert.Contains("99", trouble.Message, StringComparison.Ordinal);
    });

    protected Task Connected(Func<ICamera, Task> test) => Rehearsal.Do(async () =>
    {
        await using var camera = Camera();
        await camera.Connect(default);
        await test(camera);
    });
}
