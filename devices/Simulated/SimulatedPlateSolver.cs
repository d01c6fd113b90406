using Sync.Clock;
using Sync.Devices.Simulated.Frames;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>Knows what a simulated camera saw, by the truth of its world. In a thick cloud it finds nothing.</summary>
/// <param name="world">of the camera</param>
/// <param name="options">of the camera whose frames it gets</param>
public sealed class SimulatedPlateSolver(SimulatedWorld world, SimulatedCameraOptions options) : IPlateSolver
{
    private const double LeastTransparency = 0.3;
    private static readonly TimeSpan Takes = TimeSpan.FromSeconds(2);

    public async Task<PlateSolution> Solve(Plate plate, CancellationToken cancel)
    {
        var until = world.Now + Takes;
        while (world.Now < until)
            await world.Time.Pass(until - world.Now, cancel);
        if (world.Weather.Transparency(plate.Middle) < LeastTransparency)
            throw new PlateException("Too few stars were found to tell the field by.");
        var binning = Math.Max(1, options.WidthPixels / plate.Image.Width);
        var field = new FrameGeometry(world.SkyAt(plate.Middle), options, binning, FieldRotation.Degrees(world, options, plate.Middle));
        return new(field.Centre, field.PositionAngleDegrees, field.ArcsecondsPerPixel);
    }
}
