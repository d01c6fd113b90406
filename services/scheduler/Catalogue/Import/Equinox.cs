using Sync.Astro.Coordinates;

namespace Sync.Scheduler.Catalogue.Import;

/// <summary>Places given for another equinox than J2000.</summary>
internal static class Equinox
{
    private const double ArcsecondsPerRadian = 648000 / Math.PI;

    /// <summary>The J2000 place of one for a mean equinox: IAU 1976 precession (Lieske 1977, A&amp;A 58, 1), good to 1" for B1950 places.</summary>
    /// <param name="place">for the mean equator and equinox of the year</param>
    /// <param name="julianYear">1949.9997904 for B1950</param>
    public static Equatorial ToJ2000(Equatorial place, double julianYear)
    {
        var t = (julianYear - 2000) / 100;
        var zeta = ((2306.2181 * t) + (0.30188 * t * t) + (0.017998 * t * t * t)) / ArcsecondsPerRadian;
        var z = ((2306.2181 * t) + (1.09468 * t * t) + (0.018203 * t * t * t)) / ArcsecondsPerRadian;
        var theta = ((2004.3109 * t) - (0.42665 * t * t) - (0.041833 * t * t * t)) / ArcsecondsPerRadian;

        // Back from the date: the inverse turns by the same angles in the other order.
        var (sinTheta, cosTheta) = Math.SinCos(theta);
        var (sinDec, cosDec) = Math.SinCos(double.DegreesToRadians(place.DeclinationDegrees));
        var (sinRa, cosRa) = Math.SinCos((place.RightAscensionHours * Math.PI / 12) - z);
        var a = cosDec * sinRa;
        var b = (cosTheta * cosDec * cosRa) + (sinTheta * sinDec);
        var c = (-sinTheta * cosDec * cosRa) + (cosTheta * sinDec);
        var hours = (Math.Atan2(a, b) - zeta) * 12 / Math.PI;
        return new(((hours % 24) + 24) % 24, double.RadiansToDegrees(Math.Atan2(c, Math.Sqrt((a * a) + (b * b)))));
    }
}
