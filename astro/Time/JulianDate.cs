namespace Sync.Astro.Time;

/// <summary>Julian dates, in days.</summary>
public static class JulianDate
{
    /// <summary>The Julian date of the epoch J2000.</summary>
    public const double J2000 = 2451545.0;

    internal const double DaysPerCentury = 36525;

    private static readonly long J2000Ticks = new DateTime(2000, 1, 1, 12, 0, 0).Ticks;

    /// <summary>The Julian date in UTC.</summary>
    public static double FromInstant(DateTimeOffset instant) => J2000 + DaysSinceJ2000(instant);

    /// <summary>
    /// TT - UT1 in seconds: observed (IERS) from 1972 to 2022, about 0.02 s good; elsewhere TT - UTC, which differs by less than 0.9 s.
    /// </summary>
    public static double DeltaT(DateTimeOffset instant) => EarthRotation.DeltaTSeconds(instant);

    /// <summary>The Julian date in Terrestrial Time. No leap second is foreseen after that of 2016.</summary>
    public static double TT(DateTimeOffset instant) =>
        FromInstant(instant) + (EarthRotation.TerrestrialMinusUniversalSeconds(instant) / 86400);

    /// <summary>Days of UTC; exact to the microsecond, as the whole Julian date is not.</summary>
    internal static double DaysSinceJ2000(DateTimeOffset instant) =>
        (instant.UtcTicks - J2000Ticks) / (double)TimeSpan.TicksPerDay;

    /// <summary>Julian centuries of TT since J2000.</summary>
    internal static double Centuries(DateTimeOffset instant) =>
        (DaysSinceJ2000(instant) + (EarthRotation.TerrestrialMinusUniversalSeconds(instant) / 86400)) / DaysPerCentury;

    /// <summary>Days of UT1 since J2000.</summary>
    internal static double DaysOfUt1(DateTimeOffset instant) =>
        DaysSinceJ2000(instant)
        + ((EarthRotation.TerrestrialMinusUniversalSeconds(instant) - EarthRotation.DeltaTSeconds(instant)) / 86400);
}
