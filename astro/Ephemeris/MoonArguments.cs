using Sync.Astro.Coordinates;

namespace Sync.Astro.Ephemeris;

/// <summary>The mean angles, in radians, on which the moon's series are built (Meeus, chapter 47).</summary>
internal readonly record struct MoonArguments(
    double MeanLongitude, double Elongation, double SunAnomaly, double MoonAnomaly, double LatitudeArgument,
    double Venus, double Jupiter, double Third, double Eccentricity)
{
    public static MoonArguments At(double t) => new(
        Degrees(218.3164477 + (t * (481267.88123421 + (t * (-0.0015786 + (t * ((1 / 538841.0) - (t / 65194000)))))))),
        Degrees(297.8501921 + (t * (445267.1114034 + (t * (-0.0018819 + (t * ((1 / 545868.0) - (t / 113065000)))))))),
        Degrees(357.5291092 + (t * (35999.0502909 + (t * (-0.0001536 + (t / 24490000)))))),
        Degrees(134.9633964 + (t * (477198.8675055 + (t * (0.0087414 + (t * ((1 / 69699.0) - (t / 14712000)))))))),
        Degrees(93.2720950 + (t * (483202.0175233 + (t * (-0.0036539 - (t * ((1 / 3526000.0) - (t / 863310000)))))))),
        Degrees(119.75 + (t * 131.849)),
        Degrees(53.09 + (t * 479264.290)),
        Degrees(313.45 + (t * 481266.484)),
        1 - (t * (0.002516 + (t * 0.0000074))));

    /// <summary>The argument of a term whose first four numbers are its multiples.</summary>
    public double Of(ReadOnlySpan<int> term) =>
        (term[0] * Elongation) + (term[1] * SunAnomaly) + (term[2] * MoonAnomaly) + (term[3] * LatitudeArgument);

    /// <summary>Terms with the sun's anomaly shrink as the Earth's orbit grows rounder.</summary>
    public double Weight(int sunMultiple) => sunMultiple switch
    {
        0 => 1,
        1 or -1 => Eccentricity,
        _ => Eccentricity * Eccentricity,
    };

    /// <summary>In 1e-6 degrees.</summary>
    public double LongitudeByPlanets() =>
        (3958 * Math.Sin(Venus)) + (1962 * Math.Sin(MeanLongitude - LatitudeArgument)) + (318 * Math.Sin(Jupiter));

    /// <summary>In 1e-6 degrees.</summary>
    public double LatitudeByPlanets() =>
        (-2235 * Math.Sin(MeanLongitude)) + (382 * Math.Sin(Third))
        + (175 * Math.Sin(Venus - LatitudeArgument)) + (175 * Math.Sin(Venus + LatitudeArgument))
        + (127 * Math.Sin(MeanLongitude - MoonAnomaly)) - (115 * Math.Sin(MeanLongitude + MoonAnomaly));

    private static double Degrees(double value) => Angle.Turn(value * Angle.RadiansPerDegree);
}
