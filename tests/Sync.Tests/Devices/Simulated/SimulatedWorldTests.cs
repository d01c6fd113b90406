using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

/// <summary>A rig over two processes: two worlds on one directory.</summary>
public sealed class SimulatedWorldTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("sync-world-");
    private readonly Rehearsal rehearsal = new();

    private TimeProvider Time => rehearsal.Time;

    public void Dispose()
    {
        rehearsal.Dispose();
        directory.Delete(recursive: true);
    }

    [Fact]
    public Task A_camera_sees_the_dither_that_another_process_made() => rehearsal.Do(async () =>
    {
        var (here, there) = (World(), World());
        var mount = await Mount(there);
        await mount.Slew(SimulatedRigStage.Target, default);
        var before = here.SkyAt(Time.GetUtcNow());
        await mount.PulseGuide(GuideDirection.North, TimeSpan.FromSeconds(1), default);
        var after = here.SkyAt(Time.GetUtcNow());
        Assert.Equal(7.52, (after.Sky.DeclinationDegrees - before.Sky.DeclinationDegrees) * 3600, 3);
        Assert.Equal(there.SkyAt(Time.GetUtcNow()), after);
    });

    [Fact]
    public Task Another_process_reads_the_same_records() => rehearsal.Do(async () =>
    {
        var (here, there) = (World(), World());
        var mount = await Mount(here);
        await mount.Slew(SimulatedRigStage.Target, default);
        await mount.SetTracking(false, default);
        var camera = await Camera(here);
        await camera.Cool(-10, default);
        await camera.Expose(TimeSpan.FromSeconds(2), _ => { }, default);
        Assert.Equal(here.Records(), there.Records());
        Assert.Equal(9, there.Records().Count);
    });

    [Fact]
    public Task An_exposure_outlives_its_process_until_its_length_is_over() => rehearsal.Do(async () =>
    {
        var killed = await Camera(World());
        var lost = rehearsal.Do(() => killed.Expose(TimeSpan.FromSeconds(100), _ => { }, default));
        await Time.Pass(TimeSpan.FromSeconds(30), default);
        var restarted = await Camera(World());
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => restarted.Expose(TimeSpan.FromSeconds(1), _ => { }, default));
        Assert.Contains("under way", trouble.Message, StringComparison.Ordinal);
        await Time.Pass(TimeSpan.FromSeconds(75), default);
        Assert.False((await restarted.Expose(TimeSpan.FromSeconds(1), _ => { }, default)).Aborted);
        await lost;
    });

    [Fact]
    public Task Abort_closes_the_shutter_that_another_process_opened() => rehearsal.Do(async () =>
    {
        var world = World();
        world.Write(new ShutterOpened("esprit", Time.GetUtcNow(), 1, 100));
        await Time.Pass(TimeSpan.FromSeconds(30), default);
        var restarted = await Camera(World());
        await restarted.Abort(default);
        Assert.False((await restarted.Expose(TimeSpan.FromSeconds(1), _ => { }, default)).Aborted);
        var esprit = Assert.Single(WorldJudge.Judge(world.Records(), null).Cameras);
        Assert.Equal((2, 1), (esprit.Exposures, esprit.Aborted));
        Assert.Equal(31, esprit.OpenSeconds, 3);
    });

    [Fact]
    public Task Stop_ends_the_slew_that_another_process_began() => rehearsal.Do(async () =>
    {
        var killed = await Mount(World());
        await killed.Slew(SimulatedRigStage.Target, default);
        var lost = rehearsal.Do(() => killed.Slew(SimulatedRigStage.Target with { DeclinationDegrees = 0 }, default));
        await Time.Pass(TimeSpan.FromSeconds(5), default);
        var restarted = await Mount(World());
        await restarted.Stop(default);
        await Time.Pass(TimeSpan.FromSeconds(1), default);
        Assert.Equal(20, (await restarted.Position(default)).DeclinationDegrees, 3);
        await Time.Pass(TimeSpan.FromSeconds(20), default);
        await lost;
    });

    [Fact]
    public Task A_line_that_was_torn_by_a_kill_is_cut_and_never_read() => rehearsal.Do(async () =>
    {
        var camera = await Camera(World());
        await camera.Expose(TimeSpan.FromSeconds(1), _ => { }, default);
        await File.AppendAllTextAsync(Path.Combine(directory.FullName, "esprit.jsonl"), "{\"kind\":\"shutterOp");
        var reader = World();
        Assert.Equal(2, reader.Records().Count);
        await (await Camera(World())).Expose(TimeSpan.FromSeconds(1), _ => { }, default);
        Assert.Equal(4, reader.Records().Count);
    });

    private SimulatedWorld World() => new(Time, 1, directory.FullName, Conditions.Perfect);

    private static async Task<SimulatedCamera> Camera(SimulatedWorld world)
    {
        var camera = new SimulatedCamera(world, "esprit", SimulatedRigStage.Esprit);
        await camera.Connect(default);
        return camera;
    }

    private static async Task<SimulatedMount> Mount(SimulatedWorld world)
    {
        var mount = new SimulatedMount(world, "rig.mount", SimulatedRigStage.Site);
        await mount.Connect(default);
        return mount;
    }
}
