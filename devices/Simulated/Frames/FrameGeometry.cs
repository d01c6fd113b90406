using Sync.Astro.Coordinates;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>Where the sky falls on the sensor. Whole numbers are the middles of pixels; x goes right, y down.</summary>
internal readonly struct FrameGeometry
{
    private readonly TangentPlane plane;
    private readonly double sine;
    private readonly double cosine;

    /// <param name="sky">where the telescopes look</param>
    /// <param name="options">of the camera</param>
    /// <param name="binning">square</param>
    /// <param name="rotatorDegrees">by which its rotator turns the field</param>
    public FrameGeometry(SkyState sky, SimulatedCameraOptions options, int binning, double rotatorDegrees = 0)
    {
        Width = options.WidthPixels / binning;
        Height = options.HeightPixels / binning;
        RadiansPerPixel = options.PixelMicrometres * binning / 1000 / options.FocalLengthMillimetres;
        Centre = sky.Sky;
        plane = new TangentPlane(sky.Sky);
        var rotation = (options.RotationDegrees + rotatorDegrees + (sky.Pier == PierSide.East ? 180 : 0)) % 360;
        PositionAngleDegrees = rotation < 0 ? rotation + 360 : rotation;
        (sine, cosine) = Math.SinCos(rotation * Math.PI / 180);
    }

    public int Width { get; }

    public int Height { get; }

    public double RadiansPerPixel { get; }

    public Equatorial Centre { get; }

    /// <summary>Of the frame's top, from north through east.</summary>
    public double PositionAngleDegrees { get; }

    public double ArcsecondsPerPixel => RadiansPerPixel / TangentPlane.RadiansPerArcsecond;

    /// <summary>From the middle to a corner, with room for the wings of stars outside.</summary>
    public double RadiusDegrees => RadiansPerPixel * (Math.Sqrt((Width * Width) + (Height * Height)) / 2 + 32) * 180 / Math.PI;

    /// <summary>Null for what is behind the telescope.</summary>
    public (double X, double Y)? Pixel(Direction star)
    {
        if (plane.Project(star) is not var (east, north))
            return null;
        var x = ((Width - 1) / 2.0) - (((east * cosine) - (north * sine)) / RadiansPerPixel);
        var y = ((Height - 1) / 2.0) - (((east * sine) + (north * cosine)) / RadiansPerPixel);
        return (x, y);
    }
}
