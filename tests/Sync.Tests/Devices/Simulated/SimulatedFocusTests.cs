using Sync.CameraAgent.Focusing;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Measure;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedFocusTests : IDisposable
{
    private readonly SimulatedRigStage stage = new(conditions: Conditions.Perfect with { AirCelsiusRms = 3 });

    [Fact]
    public async Task A_run_through_focus_finds_it_by_the_stars_in_its_frames()
    {
        var options = new SimulatedFocuserOptions();
        var (start, end) = await stage.Guided(async () =>
        {
            var focuser = new SimulatedFocuser(stage.World, "esprit.focuser", options);
            await focuser.Connect(default);
            var camera = await stage.Camera("esprit", SimulatedRigStage.Esprit with { Focuser = focuser.Name, FocuserOptions = options });
            var points = new List<FocusPoint>();
            while (FocusRun.Next(new(50, 4, 0.7, 0, focuser.HighestPosition), options.FocusPosition, points) is MeasureAt { Position: var position })
            {
                await focuser.Move(position + 100, default); // from outside, so that the gears' play is always on one side
                await focuser.Move(position, default);
                var (image, _) = await stage.Shoot(camera, 4);
                points.Add(new(position, Hfr(image)));
            }
            return (options.FocusPosition, FocusRun.Next(new(50, 4, 0.7, 0, focuser.HighestPosition), options.FocusPosition, points));
        });
        var found = Assert.IsType<Focused>(end).Curve;
        var focus = start + (options.FocusStepsForDegree * (stage.World.Weather.AirCelsius(stage.Time.GetUtcNow()) - 12));
        Assert.Equal(focus, found.Position, 8.0);
        Assert.True(found.RSquared > 0.95, $"R² {found.RSquared}");
    }

    public void Dispose() => stage.Dispose();

    private static double Hfr(CameraImage image)
    {
        var pixels = Array.ConvertAll(image.Pixels, level => (float)level);
        return Frame.Measure(pixels, image.Width, image.Height, MeasureOptions.Default).HfrPixels ?? 0;
    }
}
