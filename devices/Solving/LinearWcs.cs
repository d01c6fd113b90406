using Sync.Astro.Coordinates;

namespace Sync.Devices.Solving;

/// <summary>
/// How the pixels of a frame lie on the sky: gnomonic around one pixel (Calabretta and Greisen 2002, A&amp;A 395, 1077, TAN). As in FITS
/// the middle of the first pixel of the first row is (1, 1), and y grows with the rows; here that is downwards, for the first row is on top.
/// </summary>
internal sealed record LinearWcs
{
    private const double RadiansPerDegree = Math.PI / 180;
    private const double ArcsecondsPerDegree = 3600;

    /// <summary>CRPIX1 and CRPIX2.</summary>
    public required (double X, double Y) Pixel { get; init; }

    /// <summary>CRVAL1 and CRVAL2: what is at that pixel, degrees, J2000.</summary>
    public required (double RightAscension, double Declination) Degrees { get; init; }

    /// <summary>CD1_1 and CD1_2: degrees to the east for a pixel along x, and along y.</summary>
    public required (double X, double Y) East { get; init; }

    /// <summary>CD2_1 and CD2_2: degrees to the north for a pixel along x, and along y.</summary>
    public required (double X, double Y) North { get; init; }

    /// <summary>Sides of a pixel along x and along y, arcseconds.</summary>
    public (double X, double Y) PixelSides => (Hypotenuse(East.X, North.X) * ArcsecondsPerDegree, Hypotenuse(East.Y, North.Y) * ArcsecondsPerDegree);

    /// <summary>Of equal area, arcseconds.</summary>
    public double PixelArcseconds => Math.Sqrt(Math.Abs((East.X * North.Y) - (East.Y * North.X))) * ArcsecondsPerDegree;

    /// <param name="number">of a keyword, null where it is missing: CRPIXn, CRVALn, and CDi_j or else CDELTn with CROTA2</param>
    /// <exception cref="PlateException">one is missing; it names it</exception>
    public static LinearWcs Read(Func<string, double?> number)
    {
        double Of(string keyword) => number(keyword) is { } value && double.IsFinite(value) ? value
            : throw new PlateException($"The result has no {keyword}.");
        var (east, north) = number("CD1_1") is null ? Turned(Of("CDELT1"), Of("CDELT2"), number("CROTA2") ?? 0)
            : ((Of("CD1_1"), Of("CD1_2")), (Of("CD2_1"), Of("CD2_2")));
        return new()
        {
            Pixel = (Of("CRPIX1"), Of("CRPIX2")),
            Degrees = (Of("CRVAL1"), Of("CRVAL2")),
            East = east,
            North = north,
        };
    }

    /// <summary>What is at a pixel, J2000.</summary>
    public Equatorial At(double x, double y)
    {
        var (dx, dy) = (x - Pixel.X, y - Pixel.Y);
        var east = ((East.X * dx) + (East.Y * dy)) * RadiansPerDegree;
        var north = ((North.X * dx) + (North.Y * dy)) * RadiansPerDegree;
        var (sine, cosine) = Math.SinCos(Degrees.Declination * RadiansPerDegree);
        var depth = cosine - (north * sine);
        var degrees = Degrees.RightAscension + (Math.Atan2(east, depth) / RadiansPerDegree);
        return new(Turn(degrees) / 15, Math.Atan2(sine + (north * cosine), Hypotenuse(depth, east)) / RadiansPerDegree);
    }

    /// <summary>What a frame of so many pixels shows. A mirrored one has its top where its first row is as well.</summary>
    public PlateSolution Of(int width, int height)
    {
        var (x, y) = ((width + 1) / 2.0, (height + 1) / 2.0);
        var centre = At(x, y);
        return new(centre, Turn(PositionAngleDegrees(centre, At(x, y - 1))), PixelArcseconds);
    }

    /// <summary>Of the older keywords (section 6.1 there).</summary>
    private static ((double, double) East, (double, double) North) Turned(double x, double y, double degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * RadiansPerDegree);
        return ((x * cosine, -y * sine), (x * sine, y * cosine));
    }

    private static double PositionAngleDegrees(Equatorial from, Equatorial to)
    {
        var (sine, cosine) = Math.SinCos(from.DeclinationDegrees * RadiansPerDegree);
        var (otherSine, otherCosine) = Math.SinCos(to.DeclinationDegrees * RadiansPerDegree);
        var (sineAway, cosineAway) = Math.SinCos((to.RightAscensionHours - from.RightAscensionHours) * 15 * RadiansPerDegree);
        return Math.Atan2(sineAway * otherCosine, (cosine * otherSine) - (sine * otherCosine * cosineAway)) / RadiansPerDegree;
    }

    private static double Turn(double degrees)
    {
        var rest = degrees % 360;
        return rest < 0 ? (rest + 360) % 360 : rest;
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
