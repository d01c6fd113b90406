using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Solving;

namespace Sync.Tests.Devices.Solving;

/// <summary>Frames and searches that tests speak of.</summary>
internal static class Plates
{
    public static Equatorial Target { get; } = new(5.576, 22);

    /// <summary>Of a field of 66.7' by 50'.</summary>
    public static Plate Wide { get; } = Of(1600, 1200, 2.5);

    public static Plate Of(int width, int height, double pixelArcseconds) =>
        new(new(width, height, new ushort[width * height]), "esprit", DateTimeOffset.UnixEpoch, Target, pixelArcseconds);

    public static PlateSearch Search(Plate? plate = null, SkyCircle? around = null, string folder = "results") =>
        new("frame.fits", folder, plate ?? Wide, around, TimeSpan.FromSeconds(30));

    /// <summary>How a frame lies whose middle is at some place, seen as the sky is or in a mirror.</summary>
    public static LinearWcs Wcs(Equatorial centre, double angleDegrees, double pixelArcseconds, int width = 1600, int height = 1200, bool mirrored = false)
    {
        var (sine, cosine) = Math.SinCos(angleDegrees * Math.PI / 180);
        var degrees = pixelArcseconds / 3600;
        var right = mirrored ? degrees : -degrees;
        return new()
        {
            Pixel = ((width + 1) / 2.0, (height + 1) / 2.0),
            Degrees = (centre.RightAscensionHours * 15, centre.DeclinationDegrees),
            East = (right * cosine, -degrees * sine),
            North = (-right * sine, -degrees * cosine),
        };
    }
}
