using Sync.Astro.Coordinates;
using Sync.Astro.Time;

namespace Sync.Astro.Ephemeris;

/// <summary>The moon (Meeus, Astronomical Algorithms, chapters 40, 47 and 48), good to some 10".</summary>
public static class Moon
{
    /// <summary>Mean days from new moon to new moon.</summary>
    public const double SynodicMonthDays = 29.53059;

    /// <summary>The J2000 place among the stars from the Earth's centre (astrometric: <see cref="Sky"/> adds the aberration).</summary>
    public static Equatorial Position(DateTimeOffset instant)
    {
        var frame = new DateFrame(instant);
        return frame.FromApparent(Apparent(frame, JulianDate.Centuries(instant)).Unit()).ToEquatorial();
    }

    /// <summary>The J2000 place among the stars from the site: up to one degree from <see cref="Position"/>.</summary>
    public static Equatorial TopocentricPosition(GeoSite site, DateTimeOffset instant)
    {
        var frame = new DateFrame(instant);
        return frame.FromApparent(FromSite(frame, new(site, frame.GreenwichApparentHours), instant).Unit()).ToEquatorial();
    }

    /// <summary>Altitude of the disc's centre in degrees from the site, without refraction.</summary>
    public static double AltitudeDegrees(GeoSite site, DateTimeOffset instant)
    {
        var frame = new DateFrame(instant);
        var horizon = new Horizon(site, frame.GreenwichApparentHours);
        return horizon.Of(FromSite(frame, horizon, instant).Unit()).AltitudeDegrees;
    }

    /// <summary>The lit fraction of the disc, 0 (new) to 1 (full), from the Earth's centre.</summary>
    public static double IlluminatedFraction(DateTimeOffset instant)
    {
        var t = JulianDate.Centuries(instant);
        var moon = Mean(t);
        var (longitude, latitude, distance) = Sun.Geometric(t);
        var sun = Vector.FromSpherical(longitude, latitude, distance * Sun.AstronomicalUnitKilometres);
        var phaseCosine = (moon - sun).Unit().Dot(moon.Unit());
        return (1 + phaseCosine) / 2;
    }

    /// <summary>
    /// Age in days of a mean lunation, 0 (new) over 14.765 (full) to 29.53059: the moon's lead over the sun in ecliptic
    /// longitude as a part of the turn.
    /// </summary>
    public static double AgeDays(DateTimeOffset instant)
    {
        var t = JulianDate.Centuries(instant);
        var lead = MoonSeries.Geocentric(t).Longitude - Sun.Geometric(t).Longitude;
        return Angle.Turn(lead) / Math.Tau * SynodicMonthDays;
    }

    /// <summary>Apparent place of date from the Earth's centre, kilometres. The moon shares the Earth's motion: no annual aberration.</summary>
    internal static Vector Apparent(DateFrame frame, double centuries) =>
        frame.ToTrue(Mean(centuries).AxesAboutX(-Nutation.MeanObliquityAt(centuries)));

    private static Vector FromSite(DateFrame frame, Horizon horizon, DateTimeOffset instant) =>
        Apparent(frame, JulianDate.Centuries(instant)) - horizon.Observer();

    private static Vector Mean(double centuries)
    {
        var (longitude, latitude, kilometres) = MoonSeries.Geocentric(centuries);
        return Vector.FromSpherical(longitude, latitude, kilometres);
    }
}
