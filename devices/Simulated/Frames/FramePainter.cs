using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>Makes the frame that a camera saw: stars, sky, hot pixels, noise.</summary>
internal sealed class FramePainter
{
    private const int HotPixels = 20;
    private const double OpticsMicrometres = 5;
    private const double FaintestSigma = 0.05;
    private const int UsualGain = 100;
    private const int UsualOffset = 50;
    private const double AduPerOffset = 10;

    private readonly SimulatedWorld world;
    private readonly string camera;
    private readonly SimulatedCameraOptions options;
    private readonly double stretch;
    private readonly double stretchAngle;
    private readonly (double X, double Y, double ElectronsPerSecond)[] hot;

    public FramePainter(SimulatedWorld world, string camera, SimulatedCameraOptions options)
    {
        (this.world, this.camera, this.options) = (world, camera, options);
        var random = world.Random(camera, "optics", 0);
        (stretch, stretchAngle) = (random.Between(0.04, 0.1), random.Between(0, Math.PI));
        hot = new (double, double, double)[HotPixels];
        for (var i = 0; i < HotPixels; i++)
            hot[i] = (random.Uniform(), random.Uniform(), Math.Pow(10, random.Between(0.7, 2.3)));
    }

    public CameraImage Paint(Exposed frame)
    {
        var turned = FieldRotation.Degrees(world, options, frame.Opened);
        var geometry = (SkyState sky) => new FrameGeometry(sky, options, frame.Settings.Binning, turned);
        var stops = FieldPath.During(world, frame, geometry);
        var first = geometry(stops[0].Sky);
        var gain = frame.Settings.Gain ?? UsualGain;
        var read = LightPath.ReadElectrons(gain);

        var light = frame.Seconds * LightPath.StarElectrons(options.ApertureMillimetres, Filter(frame));
        var (open, panel) = CoverLight.During(world, options.Cover, frame);
        open *= DomeLight.During(world, options, frame);
        light *= open;
        var clear = Transparency(frame);
        var sky = light * LightPath.SkyBrightness * first.ArcsecondsPerPixel * first.ArcsecondsPerPixel * (1.3 - (0.3 * clear));
        var electrons = new float[first.Width * first.Height];
        var area = frame.Settings.Binning * frame.Settings.Binning;
        Array.Fill(electrons, (float)(sky + (panel * LightPath.Band(Filter(frame)) * area)));
        foreach (var stop in open > 0 ? stops : [])
            Stars(electrons, geometry(stop.Sky), Spread(frame, stop, first), light * clear * stop.Part, FaintestSigma * Math.Sqrt(sky + (read * read)) * stop.Part);
        if (options.BayerPattern is { } pattern)
            LightPath.Mosaic(electrons, first.Width, pattern);
        foreach (var (x, y, rate) in hot)
            electrons[((int)(y * first.Height) * first.Width) + (int)(x * first.Width)] += (float)(rate * frame.Seconds);

        var pedestal = (frame.Settings.Offset ?? UsualOffset) * AduPerOffset;
        var noise = world.Random(camera, "noise", frame.Number);
        return new(first.Width, first.Height, SensorNoise.Read(electrons, read, LightPath.ElectronsPerAdu(gain), pedestal, noise));
    }

    private static void Stars(float[] electrons, FrameGeometry geometry, PointSpread spread, double light, double faintest)
    {
        var least = faintest / (spread.Peak * light);
        foreach (var cell in StarCatalogue.Near(geometry.Centre, geometry.RadiusDegrees))
        {
            foreach (var star in cell)
            {
                if (star.Brightness < least)
                    break;
                if (geometry.Pixel(star.At) is var (x, y))
                    spread.Draw(electrons, geometry.Width, geometry.Height, x, y, light * star.Brightness, faintest);
            }
        }
    }

    private PointSpread Spread(Exposed frame, FieldStop stop, FrameGeometry geometry)
    {
        var middle = frame.Opened + ((frame.Closed - frame.Opened) / 2);
        var seeing = world.Weather.SeeingArcseconds(middle) / geometry.ArcsecondsPerPixel;
        var pixelMicrometres = options.PixelMicrometres * frame.Settings.Binning;
        var optics = OpticsMicrometres / pixelMicrometres;
        var defocus = Defocus.WidthMicrometres(world, options.Focuser, options.FocuserOptions, middle) / pixelMicrometres;

        // A pixel blurs like a square of one pixel: its variance is 1/12.
        var pixel = new PointSpread(PointSpread.WidthForVariance / 12, 0, PointSpread.WidthForVariance / 12);
        return PointSpread.Round(seeing).Plus(PointSpread.Round(optics)).Plus(PointSpread.Round(defocus)).Plus(pixel).Stretched(stretch, stretchAngle).Plus(stop.Blur);
    }

    private string? Filter(Exposed frame) =>
        options.Wheel is { } wheel ? world.Newest<FilterTurned>(wheel, frame.Opened)?.Filter ?? options.FirstFilter : null;

    private double Transparency(Exposed frame)
    {
        const int samples = 16;
        var sum = 0.0;
        for (var i = 0; i < samples; i++)
            sum += world.Weather.Transparency(frame.Opened + ((frame.Closed - frame.Opened) * ((i + 0.5) / samples)));
        return sum / samples;
    }
}
