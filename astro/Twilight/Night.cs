using Sync.Astro.Coordinates;

namespace Sync.Astro.Twilight;

/// <summary>
/// One night at one site, from local mean noon to local mean noon. A time is null where the sun does not cross that altitude
/// then; <see cref="DarkSpan"/> tells whether it stayed below or above.
/// </summary>
/// <param name="Evening">The local (mean solar) date on which the night begins.</param>
/// <param name="Sunset">The upper limb sinks below a level horizon: the centre at -0.833 degrees (Meeus, chapter 15).</param>
/// <param name="CivilDusk">-6 degrees.</param>
/// <param name="NauticalDusk">-12 degrees.</param>
/// <param name="AstronomicalDusk">-18 degrees.</param>
/// <param name="AstronomicalDawn">-18 degrees.</param>
/// <param name="NauticalDawn">-12 degrees.</param>
/// <param name="CivilDawn">-6 degrees.</param>
/// <param name="Sunrise">-0.833 degrees.</param>
/// <param name="Noon">Mean noon before the night.</param>
/// <param name="NextNoon">Mean noon after it.</param>
public sealed record Night(
    DateOnly Evening,
    DateTimeOffset? Sunset,
    DateTimeOffset? CivilDusk,
    DateTimeOffset? NauticalDusk,
    DateTimeOffset? AstronomicalDusk,
    DateTimeOffset? AstronomicalDawn,
    DateTimeOffset? NauticalDawn,
    DateTimeOffset? CivilDawn,
    DateTimeOffset? Sunrise,
    DateTimeOffset Noon,
    DateTimeOffset NextNoon)
{
    /// <summary>The sun's altitude at rise and set, degrees: half its disc and the refraction at the horizon.</summary>
    public const double RiseSetDegrees = -0.833;

    public const double CivilDegrees = -6;

    public const double NauticalDegrees = -12;

    public const double AstronomicalDegrees = -18;

    /// <summary>The place whose night it is.</summary>
    public GeoSite Site { get; init; }

    /// <summary>The night that begins on a local date.</summary>
    public static Night Of(GeoSite site, DateOnly evening)
    {
        var noon = NoonOf(site, evening);
        var course = new SunCourse(site, noon);
        return new(
            evening,
            course.Sinks(RiseSetDegrees),
            course.Sinks(CivilDegrees),
            course.Sinks(NauticalDegrees),
            course.Sinks(AstronomicalDegrees),
            course.Climbs(AstronomicalDegrees),
            course.Climbs(NauticalDegrees),
            course.Climbs(CivilDegrees),
            course.Climbs(RiseSetDegrees),
            noon,
            noon + TimeSpan.FromDays(1))
        {
            Site = site,
        };
    }

    /// <summary>The local date on which the night that holds an instant begins; the instant of noon belongs to the coming night.</summary>
    public static DateOnly EveningOf(GeoSite site, DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.UtcDateTime + MeanSolarOffset(site) - TimeSpan.FromHours(12));

    /// <summary>
    /// The time in this night for which the sun is below an altitude in degrees: noon to noon where it never is above, null where
    /// it never is below.
    /// </summary>
    public (DateTimeOffset From, DateTimeOffset Until)? DarkSpan(double sunAltitudeDegrees)
    {
        var course = new SunCourse(Site, Noon);
        return course.AltitudeAt(course.LowestDay) < sunAltitudeDegrees
            ? (course.Sinks(sunAltitudeDegrees) ?? Noon, course.Climbs(sunAltitudeDegrees) ?? NextNoon)
            : null;
    }

    private static DateTimeOffset NoonOf(GeoSite site, DateOnly evening) =>
        new DateTimeOffset(evening.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero) - MeanSolarOffset(site);

    /// <summary>Local mean solar time less UTC, the longitude taken in -180 to 180 so that east and west agree on the date.</summary>
    private static TimeSpan MeanSolarOffset(GeoSite site) =>
        TimeSpan.FromHours(Angle.SignedHours(site.LongitudeDegrees / 15));
}
