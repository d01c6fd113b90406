using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.Frames;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Simulated;

/// <summary>A simulated world with its mount and guider, for tests of what the cameras see.</summary>
internal sealed class SimulatedRigStage : IDisposable
{
    public static readonly Equatorial Target = new(20.5, 40);
    public static readonly GeoSite Site = new(28.76, -17.88, 2200);
    public static readonly Settle Settle = new(1.5, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(60));

    public SimulatedRigStage(int seed = 1, Conditions? conditions = null)
    {
        World = new SimulatedWorld(Rehearsal.Time, seed, null, conditions);
        Mount = new SimulatedMount(World, "rig.mount", Site);
        Guider = new SimulatedGuider(World, "rig.guider");
    }

    public Rehearsal Rehearsal { get; } = new();

    public SimulatedWorld World { get; }

    public SimulatedMount Mount { get; }

    public SimulatedGuider Guider { get; }

    public static SimulatedCameraOptions Esprit { get; } = new() { FocalLengthMillimetres = 550, ApertureMillimetres = 100 };

    public static SimulatedCameraOptions Redcat { get; } = new() { FocalLengthMillimetres = 250, ApertureMillimetres = 51 };

    public static SimulatedCameraOptions Newton { get; } = new() { FocalLengthMillimetres = 800, ApertureMillimetres = 200 };

    public TimeProvider Time => Rehearsal.Time;

    /// <summary>The mount on the target and guiding, then the test.</summary>
    public Task<T> Guided<T>(Func<Task<T>> test) => Rehearsal.Do(async () =>
    {
        await Mount.Connect(default);
        await Guider.Connect(default);
        await Mount.Slew(Target, default);
        await Guider.Start(Settle, default);
        return await test();
    });

    public async Task<SimulatedCamera> Camera(string name, SimulatedCameraOptions options)
    {
        var camera = new SimulatedCamera(World, name, options);
        await camera.Connect(default);
        return camera;
    }

    /// <summary>A frame, and where the sky was at its middle.</summary>
    public async Task<(CameraImage Image, SkyState Sky)> Shoot(SimulatedCamera camera, double seconds)
    {
        var interval = await camera.Expose(TimeSpan.FromSeconds(seconds), _ => { }, default);
        return (await camera.Download(default), World.SkyAt(interval.Opened + (interval.Length / 2)));
    }

    /// <summary>Bright stars well inside the frame with no other beside them, and where they must be.</summary>
    public static IEnumerable<(Star Star, double X, double Y)> LonelyStars(SkyState sky, SimulatedCameraOptions options, double brightest, double faintest)
    {
        var geometry = new FrameGeometry(sky, options, 1);
        var seen = StarCatalogue.Near(sky.Sky, geometry.RadiusDegrees).SelectMany(c => c)
            .Select(s => (Star: s, At: geometry.Pixel(s.At)))
            .Where(s => s.At is not null)
            .Select(s => (s.Star, s.At!.Value.X, s.At.Value.Y))
            .Where(s => s.X > 30 && s.Y > 30 && s.X < geometry.Width - 30 && s.Y < geometry.Height - 30)
            .ToList();
        return seen.Where(s => s.Star.Brightness <= Math.Pow(10, -0.4 * brightest) && s.Star.Brightness >= Math.Pow(10, -0.4 * faintest)
            && !seen.Any(o => o != s && o.Star.Brightness > s.Star.Brightness * 0.02 && Math.Abs(o.X - s.X) < 20 && Math.Abs(o.Y - s.Y) < 20));
    }

    /// <summary>The centroid of what rises over the median within 6 pixels, followed until it stands still.</summary>
    public static (double X, double Y) Centroid(CameraImage image, double x, double y)
    {
        const int reach = 6;
        double background = image.Pixels.Order().ElementAt(image.Pixels.Length / 2);
        for (var turn = 0; turn < 8; turn++)
        {
            var (sum, sumX, sumY) = (0.0, 0.0, 0.0);
            for (var row = (int)Math.Round(y) - reach; row <= Math.Round(y) + reach; row++)
            {
                for (var column = (int)Math.Round(x) - reach; column <= Math.Round(x) + reach; column++)
                {
                    // A round Gaussian window centred on the last guess keeps noise and neighbours out.
                    var window = Math.Exp(-(((column - x) * (column - x)) + ((row - y) * (row - y))) / 8);
                    var light = (image.Pixels[(row * image.Width) + column] - background) * window;
                    (sum, sumX, sumY) = (sum + light, sumX + (light * (column - x)), sumY + (light * (row - y)));
                }
            }
            (x, y) = (x + (2 * sumX / sum), y + (2 * sumY / sum));
        }
        return (x, y);
    }

    public void Dispose() => Rehearsal.Dispose();
}
