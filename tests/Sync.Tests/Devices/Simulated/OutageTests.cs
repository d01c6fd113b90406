using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

public sealed class OutageTests : IDisposable
{
    private readonly Rehearsal rehearsal = new();

    [Fact]
    public Task A_camera_that_fails_while_exposing_says_so_and_its_hardware_closes_by_itself() => rehearsal.Do(async () =>
    {
        var world = World(silent: false);
        var camera = await Camera(world);
        await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TimeSpan.FromSeconds(15), _ => { }, default));
        Assert.Single(world.Records().OfType<ShutterOpened>());
        Assert.Empty(world.Records().OfType<ShutterClosed>());
        await Assert.ThrowsAsync<DeviceException>(() => camera.Abort(default));
        await rehearsal.Time.Pass(TimeSpan.FromSeconds(20), default);
        await camera.Abort(default);
        Assert.Empty(world.Records().OfType<ShutterClosed>()); // it was closed long before
        return true;
    });

    [Fact]
    public Task A_silent_camera_answers_when_it_is_back() => rehearsal.Do(async () =>
    {
        var camera = await Camera(World(silent: true));
        var interval = await camera.Expose(TimeSpan.FromSeconds(15), _ => { }, default);
        Assert.False(interval.Aborted);
        Assert.InRange(interval.Length.TotalSeconds, 15, 15.001);
        Assert.Equal(Rehearsal.Evening.AddSeconds(30), rehearsal.Time.GetUtcNow());
        return true;
    });

    [Fact]
    public Task A_silent_camera_does_not_hear_that_it_is_to_close() => rehearsal.Do(async () =>
    {
        var camera = await Camera(World(silent: true));
        using var cut = new CancellationTokenSource(TimeSpan.FromSeconds(12), rehearsal.Time);
        await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TimeSpan.FromSeconds(25), _ => { }, cut.Token));
        return true;
    });

    [Fact]
    public void What_is_left_of_a_process_that_ended_moves_nothing()
    {
        var world = new SimulatedWorld(rehearsal.Time, 1, null);
        var seen = world.SeenBy(rehearsal.Time);
        new SimulatedSafetyMonitor(seen, "rig.safety").Turn("rain");
        seen.Leave();
        new SimulatedSafetyMonitor(seen, "rig.safety").Turn("");
        Assert.Equal("rain", Assert.IsType<WeatherTurned>(Assert.Single(world.Records())).Reason);
    }

    public void Dispose() => rehearsal.Dispose();

    private SimulatedWorld World(bool silent) => new(rehearsal.Time, 1, null)
    {
        Outages = [new("esprit", Rehearsal.Evening.AddSeconds(10), Rehearsal.Evening.AddSeconds(30), silent)],
    };

    private static async Task<SimulatedCamera> Camera(SimulatedWorld world)
    {
        var camera = new SimulatedCamera(world, "esprit", SimulatedRigStage.Esprit);
        await camera.Connect(default);
        return camera;
    }
}
