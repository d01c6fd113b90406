using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Sessions of the real simulators, with all that is odd in them.</summary>
public sealed class RecordedSessionTests : IDisposable
{
    private readonly SimulatedTime time = new(Rehearsal.Evening);

    private static AlpacaScript Plugged => new AlpacaScript().With("connected", false, true).With("connecting", false);

    public void Dispose() => time.Dispose();

    [Fact]
    public Task A_camera_is_plugged_in_exposed_and_its_frame_begins_to_come() => Replay("camera", Plugged, a => new AlpacaCamera(a, "0", time), async camera =>
    {
        await camera.Connect(default);
        Assert.Equal(new CameraFacts { WidthPixels = 800, HeightPixels = 600, PixelMicrometres = 5.6, CanCool = false, Model = "Alpaca Camera Simulator" }, camera.Facts);
        Assert.Equal(10, await camera.SensorCelsius(default));
        await camera.Configure(new() { Gain = 100, Offset = 10, ReadoutMode = 0 }, default);
        var interval = await camera.Expose(TimeSpan.FromSeconds(1), _ => { }, default);
        Assert.False(interval.Aborted);
        Assert.InRange(interval.Length.TotalSeconds, 1, 1.2);
        // The recorded frame was cut: its first columns come, and then no more.
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default));
        Assert.Contains("imagearray", trouble.Message, StringComparison.Ordinal);
    });

    [Fact]
    public async Task The_pixels_of_a_recorded_frame_stand_where_they_belong()
    {
        var body = RecordedAlpaca.Replies("camera").Single(r => r.Type == "application/imagebytes").Body;
        Assert.Equal(44 + (4 * 600), body.Length);
        byte[] narrow = [.. body[..32], 4, 0, 0, 0, .. body[36..]];
        var image = await AlpacaImageFaultTests.Download(time, AlpacaReply.Image(narrow), 4, 600);
        Assert.Equal(from y in Enumerable.Range(0, 600) from x in Enumerable.Range(0, 4) select (ushort)body[44 + (600 * x) + y], image.Pixels);
    }

    [Fact]
    public Task A_cooled_camera_connects_by_connect_and_cools() => Replay("camera-v4", Camera4, a => new AlpacaCamera(a, "0", time), async camera =>
    {
        await camera.Connect(default);
        Assert.True(camera.Facts.CanCool);
        Assert.Equal(10, await camera.SensorCelsius(default));
        await camera.Cool(-5, default);
        Assert.InRange(await camera.SensorCelsius(default) ?? 99, -5, 9);
    }, "PUT camera/0/connect", "PUT camera/0/setccdtemperature SetCCDTemperature=-5", "PUT camera/0/cooleron CoolerOn=True");

    [Fact]
    public Task A_wheel_says_minus_one_while_it_turns() => Replay("wheel", Plugged, a => new AlpacaFilterWheel(a, "0", time), async wheel =>
    {
        await wheel.Connect(default);
        Assert.Equal(["Red", "Green", "Blue", "Clear", "Ha", "OIII"], wheel.Filters);
        Assert.Equal("Red", wheel.Current);
        await wheel.Select("Clear", default);
        Assert.Equal("Clear", wheel.Current);
    }, "PUT filterwheel/0/connect", "PUT filterwheel/0/position Position=3");

    [Fact]
    public Task A_focuser_moves_and_nothing_beyond_its_ends_is_sent() => Replay("focuser", Plugged, a => new AlpacaFocuser(a, "0", time), async focuser =>
    {
        await focuser.Connect(default);
        Assert.Equal((25_000, 50_000), (focuser.Position, focuser.HighestPosition));
        Assert.Equal(3.85, await focuser.Celsius(default));
        await focuser.Move(26_000, default);
        Assert.Equal(26_000, focuser.Position);
        await Assert.ThrowsAsync<DeviceException>(() => focuser.Move(-5, default));
    }, "PUT focuser/0/connected Connected=True", "PUT focuser/0/move Position=26000");

    [Fact]
    public Task A_rotator_turns_and_nothing_beyond_its_ends_is_sent() => Replay("rotator", Plugged, a => new AlpacaRotator(a, "0", time), async rotator =>
    {
        await rotator.Connect(default);
        await rotator.Turn(45.5, default);
        Assert.Equal(45.5, rotator.Degrees);
        await Assert.ThrowsAsync<DeviceException>(() => rotator.Turn(400, default));
    }, "PUT rotator/0/connected Connected=True", "PUT rotator/0/moveabsolute Position=45.5");

    [Fact]
    public Task A_safety_monitor_that_is_not_connected_is_not_safe() => Replay("safety", Plugged, a => new AlpacaSafetyMonitor(a, "0", time), async monitor =>
    {
        await Assert.ThrowsAsync<DeviceException>(() => monitor.Watch(null, default));
        await monitor.Connect(default);
        Assert.Equal(Safety.Safe, await monitor.Watch(null, default));
    }, "PUT safetymonitor/0/connected Connected=True");

    [Fact]
    public Task A_mount_is_told_to_track_before_it_slews_and_guides_by_pulses() => Replay("telescope", Plugged.With("atpark", false), a => new AlpacaMount(a, "0", time), async mount =>
    {
        await mount.Connect(default);
        Assert.Equal(PierSide.East, await mount.PierSide(default));
        var target = Sky.DateToJ2000(new(12.349863195729966, 30), time.GetUtcNow());
        await mount.Slew(target, default);
        Assert.InRange(Sky.SeparationDegrees(target, await mount.Position(default)) * 3600, 0, 30);
        await mount.PulseGuide(GuideDirection.East, TimeSpan.FromSeconds(1), default);
    }, "PUT telescope/0/tracking Tracking=True");

    private static AlpacaScript Camera4 => AlpacaScript.Camera().With("connected", false, true).With("connecting", false).With("cameraxsize", 800).With("cameraysize", 600).With("numx", 800).With("numy", 600);

    /// <summary>And these orders were among those sent, in this order.</summary>
    private async Task Replay<T>(string session, AlpacaScript rest, Func<DeviceAddress, T> device, Func<T, Task> test, params string[] orders)
        where T : IDevice
    {
        var recorded = new RecordedAlpaca(session, rest);
        if (session == "telescope")
            recorded.From("connected");
        await using var server = new AlpacaServer(recorded.Answer);
        await using var driver = device(server.Address);
        await new Rehearsal(time).Do(() => test(driver));
        Assert.Equal(orders, server.Put.Where(orders.Contains).Distinct());
    }
}
