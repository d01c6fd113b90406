using Sync.Astro.Time;

namespace Sync.Astro.Coordinates;

/// <summary>
/// Where J2000 places stand at a site. Apparent places: precession, nutation and annual aberration (Meeus, chapters 13,
/// 21 to 23), without refraction.
/// </summary>
public static class Sky
{
    /// <summary>Altitude and azimuth of a J2000 place, good to some 0.5" where UT1 is known.</summary>
    public static Horizontal Horizontal(Equatorial j2000, GeoSite site, DateTimeOffset instant)
    {
        var frame = new DateFrame(instant);
        return new Horizon(site, frame.GreenwichApparentHours).Of(frame.ToApparent(Vector.From(j2000)));
    }

    /// <summary>The J2000 place that stands in that direction; undoes <see cref="Horizontal(Equatorial, GeoSite, DateTimeOffset)"/>.</summary>
    public static Equatorial J2000At(Horizontal direction, GeoSite site, DateTimeOffset instant)
    {
        var frame = new DateFrame(instant);
        return frame.FromApparent(new Horizon(site, frame.GreenwichApparentHours).At(direction)).ToEquatorial();
    }

    /// <summary>The apparent place of date (JNow), which INDI mounts speak, of a J2000 place.</summary>
    public static Equatorial J2000ToDate(Equatorial j2000, DateTimeOffset instant) =>
        new DateFrame(instant).ToApparent(Vector.From(j2000)).ToEquatorial();

    /// <summary>The J2000 place of an apparent place of date; undoes <see cref="J2000ToDate"/>.</summary>
    public static Equatorial DateToJ2000(Equatorial ofDate, DateTimeOffset instant) =>
        new DateFrame(instant).FromApparent(Vector.From(ofDate)).ToEquatorial();

    /// <summary>The angle between two places of the same equinox, 0 to 180 degrees; good at any distance.</summary>
    public static double SeparationDegrees(Equatorial a, Equatorial b)
    {
        var (first, second) = (Vector.From(a), Vector.From(b));
        return Math.Atan2(first.Cross(second).Length, first.Dot(second)) / Angle.RadiansPerDegree;
    }

    /// <summary>The apparent hour angle in hours, -12 (excluded) to 12; negative in the east.</summary>
    public static double HourAngleHours(Equatorial j2000, GeoSite site, DateTimeOffset instant)
    {
        var frame = new DateFrame(instant);
        var horizon = new Horizon(site, frame.GreenwichApparentHours);
        var ofDate = frame.ToApparent(Vector.From(j2000)).ToEquatorial();
        return Angle.SignedHours(horizon.SiderealHours - ofDate.RightAscensionHours);
    }

    /// <summary>The upper transit nearest to an instant, at most 12 sidereal hours away.</summary>
    public static DateTimeOffset Transit(Equatorial j2000, GeoSite site, DateTimeOffset near)
    {
        var first = near - SolarTime(HourAngleHours(j2000, site, near));

        // Once more, for the apparent place has moved a little since.
        return first - SolarTime(HourAngleHours(j2000, site, first));
    }

    /// <summary>
    /// Air mass at a true (unrefracted) altitude, relative to the zenith (Young 1994, Applied Optics 33, 1108); infinite below the horizon.
    /// </summary>
    public static double AirMass(double altitudeDegrees)
    {
        if (altitudeDegrees < 0)
        {
            return double.PositiveInfinity;
        }

        var c = Math.Sin(altitudeDegrees * Angle.RadiansPerDegree);
        return ((((1.002432 * c) + 0.148386) * c) + 0.0096467)
            / ((((((c + 0.149864) * c) + 0.0102963) * c)) + 0.000303978);
    }

    private static TimeSpan SolarTime(double siderealHours) => TimeSpan.FromHours(siderealHours / Sidereal.Rate);
}
