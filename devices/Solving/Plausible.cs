using Sync.Astro.Coordinates;

namespace Sync.Devices.Solving;

/// <summary>Whether what a program found can be what the camera saw.</summary>
internal static class Plausible
{
    /// <summary>The longer side of a pixel is less than so many times the shorter one.</summary>
    private const double Square = 1.1;

    /// <summary>Programs look somewhat beyond the circle that they are told.</summary>
    private const double BeyondCircleDegrees = 5;

    /// <returns>what speaks against it, without a full stop; null when nothing does</returns>
    public static string? Objection(LinearWcs found, PlateSearch search, double scalePercent)
    {
        var (expected, pixel, (x, y)) = (search.Plate.PixelArcseconds, found.PixelArcseconds, found.PixelSides);
        if (Math.Abs(found.Degrees.Declination) > 90 || Math.Abs(found.Degrees.RightAscension) > 360)
            return FormattableString.Invariant($"right ascension {found.Degrees.RightAscension}°, declination {found.Degrees.Declination}° is nowhere");
        if (!(Math.Abs((pixel / expected) - 1) <= scalePercent / 100))
            return FormattableString.Invariant($"a pixel of {pixel:0.###} arcsec, where the optics have {expected:0.###} arcsec, and ±{scalePercent:0.#} % is allowed");
        if (!(Math.Max(x, y) < Square * Math.Min(x, y)))
            return FormattableString.Invariant($"pixels of {x:0.###} by {y:0.###} arcsec, which are no squares");
        if (search.Around is not var (centre, radius))
            return null;
        var away = Sky.SeparationDegrees(found.Of(search.Plate.Image.Width, search.Plate.Image.Height).Centre, centre);
        return away <= radius + BeyondCircleDegrees ? null
            : FormattableString.Invariant($"it is {away:0.#}° from where it was to look, and ±{radius:0.#}° was allowed");
    }
}
