using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.Frames;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedRotatorTests : IDisposable
{
    private static readonly SimulatedCameraOptions Options = SimulatedRigStage.Esprit with { Rotator = "esprit.rotator", RotationDegrees = 30 };
    private readonly SimulatedRigStage stage = new();

    public void Dispose() => stage.Dispose();

    [Fact]
    public async Task It_turns_to_where_it_is_sent_and_is_found_there_by_another_process() => await stage.Rehearsal.Do(async () =>
    {
        var rotator = await Rotator();
        await rotator.Turn(-40, default);
        Assert.Equal(-40, (await Rotator()).Degrees);
        Assert.Equal(8, stage.Rehearsal.Passed.TotalSeconds, 0.01);
    });

    [Fact]
    public async Task A_cancelled_turn_stops_on_its_way() => await stage.Rehearsal.Do(async () =>
    {
        var rotator = await Rotator();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(4), stage.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rotator.Turn(90, cancel.Token));
        Assert.Equal(20, rotator.Degrees, 0.5);
        await stage.Time.Pass(TimeSpan.FromMinutes(1), default);
        Assert.Equal(20, rotator.Degrees, 0.5);
    });

    [Fact]
    public async Task An_angle_beyond_its_ends_is_refused_with_them() => await stage.Rehearsal.Do(async () =>
    {
        var rotator = await Rotator();
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => rotator.Turn(181, default));
        Assert.Contains("-180° to 180°", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(0, rotator.Degrees);
    });

    [Fact]
    public async Task Stars_stand_where_the_turned_field_has_them() => await stage.Guided(async () =>
    {
        var (camera, rotator) = (await stage.Camera("esprit", Options), await Rotator());
        await rotator.Turn(55, default);
        var (image, sky) = await stage.Shoot(camera, 20);
        var stars = SimulatedRigStage.LonelyStars(sky, Options with { RotationDegrees = 85 }, 8, 12).ToList();
        Assert.NotEmpty(stars);
        Assert.All(stars, s =>
        {
            var (x, y) = SimulatedRigStage.Centroid(image, s.X, s.Y);
            Assert.InRange(Math.Max(Math.Abs(x - s.X), Math.Abs(y - s.Y)), 0, 1);
        });
        return true;
    });

    [Fact]
    public async Task The_solver_tells_how_the_field_lay_in_the_middle_of_the_frame() => await stage.Guided(async () =>
    {
        var (camera, rotator) = (await stage.Camera("esprit", Options), await Rotator());
        await camera.Configure(new() { Binning = 2 }, default);
        var interval = await camera.Expose(TimeSpan.FromSeconds(5), _ => { }, default);
        var plate = new Plate(await camera.Download(default), "esprit", interval.Opened + (interval.Length / 2), SimulatedRigStage.Target, 2.8);
        await rotator.Turn(55, default);
        var solved = await new SimulatedPlateSolver(stage.World, Options).Solve(plate, default);
        Assert.Equal(stage.World.SkyAt(plate.Middle).Pier == PierSide.East ? 210 : 30, solved.PositionAngleDegrees, 1e-6);
        Assert.Equal(new FrameGeometry(stage.World.SkyAt(plate.Middle), Options, 2).ArcsecondsPerPixel, solved.PixelArcseconds, 1e-6);
        Assert.InRange(Sync.Astro.Coordinates.Sky.SeparationDegrees(solved.Centre, SimulatedRigStage.Target), 0, 0.01);
        return true;
    });

    private async Task<SimulatedRotator> Rotator()
    {
        var rotator = new SimulatedRotator(stage.World, "esprit.rotator");
        await rotator.Connect(default);
        return rotator;
    }
}
