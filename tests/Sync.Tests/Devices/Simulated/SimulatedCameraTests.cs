using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedCameraTests : CameraConformance
{
    private readonly SimulatedWorld world;

    public SimulatedCameraTests() => world = new SimulatedWorld(Clock, 1, null);

    protected override TimeProvider Clock { get; } = new SimulatedTime(Rehearsal.Evening);

    protected override ICamera Camera() => new SimulatedCamera(world, "esprit", SimulatedRigStage.Esprit);

    [Fact]
    public Task A_camera_without_a_frame_has_nothing_to_download() => Connected(async camera =>
    {
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default));
        Assert.Contains("no frame", trouble.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task The_frame_of_an_aborted_exposure_is_not_downloaded() => Connected(async camera =>
    {
        using var cancel = new CancellationTokenSource();
        var exposing = Rehearsal.Do(() => camera.Expose(TimeSpan.FromSeconds(60), _ => { }, cancel.Token));
        await Clock.Pass(TimeSpan.FromSeconds(3), default);
        await cancel.CancelAsync();
        await exposing;
        await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default));
    });

    [Fact]
    public Task A_camera_that_exposes_refuses_another_exposure() => Connected(async camera =>
    {
        var exposing = Rehearsal.Do(() => camera.Expose(TimeSpan.FromSeconds(5), _ => { }, default));
        await Clock.Pass(TimeSpan.FromSeconds(2), default);
        await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TimeSpan.FromSeconds(1), _ => { }, default));
        await Clock.Pass(TimeSpan.FromSeconds(10), default);
        Assert.False((await exposing).Aborted);
    });

    [Fact]
    public async Task A_camera_that_was_not_connected_says_so()
    {
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => Camera().Expose(TimeSpan.FromSeconds(1), _ => { }, default));
        Assert.Contains("not connected", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task The_sensor_goes_to_its_temperature_and_back() => Connected(async camera =>
    {
        Assert.InRange((await camera.SensorCelsius(default))!.Value, 11.9, 12.1);
        await camera.Cool(-10, default);
        Assert.InRange((await camera.SensorCelsius(default))!.Value, 11.9, 12.1);
        await Clock.Pass(TimeSpan.FromMinutes(1), default);
        Assert.InRange((await camera.SensorCelsius(default))!.Value, -5, 0);
        await Clock.Pass(TimeSpan.FromMinutes(9), default);
        Assert.InRange((await camera.SensorCelsius(default))!.Value, -10.1, -9.8);
        await camera.Cool(null, default);
        await Clock.Pass(TimeSpan.FromMinutes(15), default);
        Assert.InRange((await camera.SensorCelsius(default))!.Value, 11.9, 12.1);
    });

    [Fact]
    public Task Closing_comes_before_the_download_which_takes_its_time() => Connected(async camera =>
    {
        var interval = await camera.Expose(TimeSpan.FromSeconds(10), _ => { }, default);
        Assert.Equal(interval.Closed, Clock.GetUtcNow());
        await camera.Download(default);
        Assert.InRange(Clock.GetUtcNow() - interval.Closed, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(2.2));
    });
}
