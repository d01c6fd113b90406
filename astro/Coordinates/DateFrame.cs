using Sync.Astro.Ephemeris;
using Sync.Astro.Time;

namespace Sync.Astro.Coordinates;

/// <summary>
/// The true equator and equinox of one instant: carries J2000 directions to apparent places and back. Polar motion, the
/// diurnal aberration (0.3") and light's bending near the sun are left out.
/// </summary>
internal readonly struct DateFrame
{
    private readonly double zeta;
    private readonly double z;
    private readonly double theta;
    private readonly Nutation nutation;
    private readonly Vector earthVelocity;

    public DateFrame(DateTimeOffset instant)
    {
        var t = JulianDate.Centuries(instant);

        // IAU 2006 precession (Capitaine, Wallace, Chapront 2003, A&A 412, 567); the method is Meeus, chapter 21.
        zeta = Arcseconds(2.650545 + (t * (2306.083227 + (t * (0.2988499 + (t * 0.01801828))))));
        z = Arcseconds(-2.650545 + (t * (2306.077181 + (t * (1.0927348 + (t * 0.01826837))))));
        theta = Arcseconds(t * (2004.191903 - (t * (0.4294934 + (t * 0.04182264)))));
        nutation = Nutation.At(t);
        earthVelocity = VelocityOfEarth(t).AxesAboutX(-nutation.MeanObliquity);
        GreenwichApparentHours = Sidereal.GreenwichApparentHours(instant, nutation);
    }

    public double GreenwichApparentHours { get; }

    /// <summary>The apparent direction of date of a J2000 direction.</summary>
    public Vector ToApparent(Vector j2000) => MeanToApparent(ToMean(j2000));

    /// <summary>Undoes <see cref="ToApparent"/>.</summary>
    public Vector FromApparent(Vector apparent)
    {
        var seen = ToMeanFromTrue(apparent);
        var direction = seen;

        // The shift is 1e-4 of the vector, so each turn gains four digits.
        for (var turn = 0; turn < 4; turn++)
        {
            direction = (direction + seen - Aberrated(direction)).Unit();
        }

        return direction.AxesAboutZ(z).AxesAboutY(-theta).AxesAboutZ(zeta);
    }

    /// <summary>The apparent direction of one given in the mean equator and equinox of date.</summary>
    public Vector MeanToApparent(Vector mean) => ToTrue(Aberrated(mean));

    /// <summary>From the mean to the true equator and equinox of date, at any length.</summary>
    public Vector ToTrue(Vector mean) =>
        mean.AxesAboutX(nutation.MeanObliquity).AxesAboutZ(-nutation.Longitude).AxesAboutX(-nutation.TrueObliquity);

    private static double Arcseconds(double value) => value * Angle.RadiansPerArcsecond;

    /// <summary>In units of the speed of light, in the mean ecliptic of date (Meeus, chapter 23).</summary>
    private static Vector VelocityOfEarth(double t)
    {
        const double constant = 20.49552 * Angle.RadiansPerArcsecond;
        var sun = Sun.LowLongitude(t);
        var eccentricity = 0.016708634 - (t * (0.000042037 + (t * 0.0000001267)));
        var perihelion = (102.93735 + (t * (1.71946 + (t * 0.00046)))) * Angle.RadiansPerDegree;
        return new Vector(
            Math.Sin(sun) - (eccentricity * Math.Sin(perihelion)),
            (eccentricity * Math.Cos(perihelion)) - Math.Cos(sun),
            0) * constant;
    }

    private Vector Aberrated(Vector direction) => (direction + earthVelocity - (direction * direction.Dot(earthVelocity))).Unit();

    private Vector ToMean(Vector j2000) => j2000.AxesAboutZ(-zeta).AxesAboutY(theta).AxesAboutZ(-z);

    private Vector ToMeanFromTrue(Vector seen) =>
        seen.AxesAboutX(nutation.TrueObliquity).AxesAboutZ(nutation.Longitude).AxesAboutX(-nutation.MeanObliquity);
}
