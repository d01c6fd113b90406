using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;

namespace Sync.Astro.Time;

/// <summary>Sidereal time in hours, 0 to 24.</summary>
public static class Sidereal
{
    /// <summary>Sidereal hours that pass in one hour of UT1 (Meeus, chapter 12).</summary>
    internal const double Rate = 1.00273790935;

    /// <summary>Greenwich mean sidereal time, IAU 2006 (Capitaine, Wallace, Chapront 2003, A&amp;A 412, 567).</summary>
    public static double GreenwichMeanHours(DateTimeOffset instant)
    {
        var days = JulianDate.DaysOfUt1(instant);
        var t = JulianDate.Centuries(instant);
        var wholeTurns = days - Math.Floor(days);
        var rotation = 0.7790572732640 + (0.00273781191135448 * days) + wholeTurns;
        var precession = 0.014506 + (t * (4612.156534 + (t * (1.3915817 - (t * 0.00000044)))));
        return Angle.TurnHours((rotation * 24) + (precession / 54000));
    }

    /// <summary>Greenwich apparent sidereal time: the mean with the equation of the equinoxes (Meeus, chapter 12).</summary>
    public static double GreenwichApparentHours(DateTimeOffset instant) =>
        GreenwichApparentHours(instant, Nutation.At(JulianDate.Centuries(instant)));

    /// <summary>Apparent sidereal time at the site; its right ascensions of date stand on the meridian.</summary>
    public static double LocalHours(GeoSite site, DateTimeOffset instant) =>
        Angle.TurnHours(GreenwichApparentHours(instant) + (site.LongitudeDegrees / 15));

    internal static double GreenwichApparentHours(DateTimeOffset instant, Nutation nutation)
    {
        var equation = nutation.Longitude * Math.Cos(nutation.TrueObliquity);
        var complement = 0.00264 * Math.Sin(nutation.NodeLongitude) * Angle.RadiansPerArcsecond;
        return Angle.TurnHours(GreenwichMeanHours(instant) + ((equation + complement) / Angle.RadiansPerHour));
    }
}
