using Sync.Astro.Coordinates;
using Sync.Astro.Time;

namespace Sync.Astro.Ephemeris;

/// <summary>The sun (Meeus, Astronomical Algorithms, chapters 25 and 32), good to about 2" from 1990 to 2060.</summary>
public static class Sun
{
    internal const double AstronomicalUnitKilometres = 149597870.7;

    /// <summary>The geocentric J2000 place among the stars (astrometric: <see cref="Sky"/> adds the aberration).</summary>
    public static Equatorial Position(DateTimeOffset instant)
    {
        var frame = new DateFrame(instant);
        return frame.FromApparent(Apparent(frame, JulianDate.Centuries(instant)).Unit()).ToEquatorial();
    }

    /// <summary>Altitude of the disc's centre in degrees, with parallax, without refraction.</summary>
    public static double AltitudeDegrees(GeoSite site, DateTimeOffset instant)
    {
        var frame = new DateFrame(instant);
        var horizon = new Horizon(site, frame.GreenwichApparentHours);
        var fromSite = Apparent(frame, JulianDate.Centuries(instant)) - horizon.Observer();
        return horizon.Of(fromSite.Unit()).AltitudeDegrees;
    }

    /// <summary>Apparent place of date from the Earth's centre, kilometres.</summary>
    internal static Vector Apparent(DateFrame frame, double centuries)
    {
        var (longitude, latitude, distance) = Geometric(centuries);
        var mean = Vector.FromSpherical(longitude, latitude).AxesAboutX(-Nutation.MeanObliquityAt(centuries));
        return frame.MeanToApparent(mean) * (distance * AstronomicalUnitKilometres);
    }

    /// <summary>Longitude and latitude in radians of the mean ecliptic of date, and distance in astronomical units.</summary>
    internal static (double Longitude, double Latitude, double Distance) Geometric(double centuries)
    {
        const double toFk5 = -0.09033 * Angle.RadiansPerArcsecond;
        var (longitude, latitude, radius) = EarthSeries.Heliocentric(centuries / 10);
        return (Angle.Turn(longitude + Math.PI + toFk5), -latitude, radius);
    }

    /// <summary>Geometric longitude in radians, good to 0.01 degrees (chapter 25): enough for aberration, and quick.</summary>
    internal static double LowLongitude(double t)
    {
        var mean = 280.46646 + (t * (36000.76983 + (t * 0.0003032)));
        var anomaly = (357.52911 + (t * (35999.05029 - (t * 0.0001537)))) * Angle.RadiansPerDegree;
        var centre = ((1.914602 - (t * (0.004817 + (t * 0.000014)))) * Math.Sin(anomaly))
            + ((0.019993 - (t * 0.000101)) * Math.Sin(2 * anomaly))
            + (0.000289 * Math.Sin(3 * anomaly));
        return (mean + centre) * Angle.RadiansPerDegree;
    }
}
