using Sync.Astro.Coordinates;
using Sync.Astro.Domes;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedDomeConformanceTests : DomeConformance
{
    private readonly SimulatedTime time = new(Rehearsal.Evening);

    protected override TimeProvider Clock => time;

    protected override IDome Dome() => new SimulatedDome(new SimulatedWorld(time, 1, null), SimulatedDomeTests.Turning);
}

public sealed class SimulatedRoofConformanceTests : DomeConformance
{
    private readonly SimulatedTime time = new(Rehearsal.Evening);

    protected override TimeProvider Clock => time;

    protected override IDome Dome() => new SimulatedDome(new SimulatedWorld(time, 1, null), SimulatedDomeTests.Turning with { Geometry = null });
}

public sealed class SimulatedDomeTests
{
    internal static readonly SimulatedDomeOptions Turning = new("rig.dome", SimulatedRigStage.Site, new DomeGeometry(2, 0.8) { AxisMetres = 0.3 });

    [Fact]
    public async Task It_goes_the_short_way_and_says_where_it_is_meanwhile()
    {
        var time = new FakeTime();
        await using var dome = new SimulatedDome(new SimulatedWorld(time, 1, null), Turning);
        await dome.Connect(default);
        var turning = dome.Turn(340, default);
        await time.Awaited(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(new DomeState(DomeOpening.Closed, 344, true, false), await dome.Look(default));
        time.Advance(TimeSpan.FromSeconds(1));
        await turning;
        Assert.Equal(new DomeState(DomeOpening.Closed, 340, false, false), await dome.Look(default));
    }

    [Fact]
    public async Task Unconnected_it_refuses()
    {
        await using var dome = new SimulatedDome(new SimulatedWorld(new FakeTime(), 1, null), Turning);
        await Assert.ThrowsAsync<DeviceException>(() => dome.Open(default));
    }

    [Fact]
    public async Task Another_process_finds_it_as_it_was_left()
    {
        using var scratch = new Scratch();
        var time = new FakeTime();
        await using (var dome = new SimulatedDome(new SimulatedWorld(time, 1, scratch.Folder), Turning))
        {
            await dome.Connect(default);
            var moving = Task.WhenAll(dome.Open(default), dome.Turn(40, default));
            await time.Awaited(TimeSpan.FromSeconds(30));
            time.Advance(TimeSpan.FromSeconds(30));
            await moving;
        }
        await using var other = new SimulatedDome(new SimulatedWorld(time, 1, scratch.Folder), Turning);
        await other.Connect(default);
        Assert.Equal(new DomeState(DomeOpening.Open, 40, false, false), await other.Look(default));
    }

    [Fact]
    public Task A_closed_dome_keeps_the_stars_out() => Sees(async (_, frame) =>
    {
        var median = Median(await frame());
        Assert.InRange(median, 495, 505); // the offset, and nothing of the sky
    });

    [Fact]
    public Task An_open_one_that_stands_right_lets_all_in_and_one_that_stands_wrong_nothing() => Sees(async (stage, frame) =>
    {
        await using var dome = new SimulatedDome(stage.World, Turning);
        await dome.Connect(default);
        await dome.Open(default);
        var sky = stage.World.SkyAt(stage.Time.GetUtcNow());
        var aim = Turning.Geometry!.Aim(Sky.Horizontal(sky.Axes, SimulatedRigStage.Site, stage.Time.GetUtcNow()), SimulatedRigStage.Site.LatitudeDegrees, sky.Pier == PierSide.West);
        await dome.Turn(aim.AzimuthDegrees, default);
        var (right, bright) = Levels(await frame());
        Assert.True(right > 510, $"{right}");
        await dome.Turn((aim.AzimuthDegrees + 180) % 360, default);
        var (wrong, dark) = Levels(await frame());
        Assert.InRange(wrong, 495, 505);
        Assert.True(bright > 3 * dark, $"{bright} {dark}");
    });

    private static double Median(CameraImage image) => image.Pixels.Order().ElementAt(image.Pixels.Length / 2);

    /// <summary>Median, and how many pixels rise far above it.</summary>
    private static (double Median, int Bright) Levels(CameraImage image)
    {
        var median = Median(image);
        return (median, image.Pixels.Count(p => p > median + 200));
    }

    private static async Task Sees(Func<SimulatedRigStage, Func<Task<CameraImage>>, Task> test)
    {
        using var stage = new SimulatedRigStage(1, Conditions.Perfect);
        await stage.Guided(async () =>
        {
            var camera = await stage.Camera("esprit", SimulatedRigStage.Esprit with { WidthPixels = 320, HeightPixels = 240, Dome = Turning });
            await test(stage, async () => (await stage.Shoot(camera, 60)).Image);
            return true;
        });
    }
}
