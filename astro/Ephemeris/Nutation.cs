using Sync.Astro.Coordinates;

namespace Sync.Astro.Ephemeris;

/// <summary>Nutation and obliquity, radians.</summary>
internal readonly record struct Nutation(double Longitude, double Obliquity, double MeanObliquity, double NodeLongitude)
{
    public double TrueObliquity => MeanObliquity + Obliquity;

    // Multiples of D, M, M', F and the node; then longitude and obliquity, each with its change in a century, in 0.0001".
    private static readonly double[] Terms =
    [
        0, 0, 0, 0, 1, -171996, -174.2, 92025, 8.9,
        -2, 0, 0, 2, 2, -13187, -1.6, 5736, -3.1,
        0, 0, 0, 2, 2, -2274, -0.2, 977, -0.5,
        0, 0, 0, 0, 2, 2062, 0.2, -895, 0.5,
        0, 1, 0, 0, 0, 1426, -3.4, 54, -0.1,
        0, 0, 1, 0, 0, 712, 0.1, -7, 0,
        -2, 1, 0, 2, 2, -517, 1.2, 224, -0.6,
        0, 0, 0, 2, 1, -386, -0.4, 200, 0,
        0, 0, 1, 2, 2, -301, 0, 129, -0.1,
        -2, -1, 0, 2, 2, 217, -0.5, -95, 0.3,
        -2, 0, 1, 0, 0, -158, 0, 0, 0,
        -2, 0, 0, 2, 1, 129, 0.1, -70, 0,
        0, 0, -1, 2, 2, 123, 0, -53, 0,
        2, 0, 0, 0, 0, 63, 0, 0, 0,
        0, 0, 1, 0, 1, 63, 0.1, -33, 0,
        2, 0, -1, 2, 2, -59, 0, 26, 0,
        0, 0, -1, 0, 1, -58, -0.1, 32, 0,
        0, 0, 1, 2, 1, -51, 0, 27, 0,
    ];

    /// <summary>
    /// The terms of the IAU 1980 theory above 0.005", after Meeus, Astronomical Algorithms, chapter 22, which leaves 0.02".
    /// </summary>
    /// <param name="centuries">Julian centuries of TT since J2000.</param>
    public static Nutation At(double centuries)
    {
        var t = centuries;
        var elongation = Degrees(297.85036 + (445267.111480 * t) - (0.0019142 * t * t));
        var sunAnomaly = Degrees(357.52772 + (35999.050340 * t) - (0.0001603 * t * t));
        var moonAnomaly = Degrees(134.96298 + (477198.867398 * t) + (0.0086972 * t * t));
        var moonLatitude = Degrees(93.27191 + (483202.017538 * t) - (0.0036825 * t * t));
        var node = Degrees(125.04452 - (1934.136261 * t) + (0.0020708 * t * t));
        double longitude = 0, obliquity = 0;
        for (var i = 0; i < Terms.Length; i += 9)
        {
            var term = Terms.AsSpan(i, 9);
            var (sin, cos) = Math.SinCos(
                (term[0] * elongation) + (term[1] * sunAnomaly) + (term[2] * moonAnomaly)
                + (term[3] * moonLatitude) + (term[4] * node));
            longitude += (term[5] + (term[6] * t)) * sin;
            obliquity += (term[7] + (term[8] * t)) * cos;
        }

        const double unit = 1e-4 * Angle.RadiansPerArcsecond;
        return new(longitude * unit, obliquity * unit, MeanObliquityAt(t), node);
    }

    /// <summary>IAU 2006 obliquity (Capitaine et al. 2003, A&amp;A 412, 567), radians.</summary>
    public static double MeanObliquityAt(double centuries) =>
        (84381.406 - (centuries * (46.836769 + (centuries * (0.0001831 - (centuries * 0.00200340))))))
        * Angle.RadiansPerArcsecond;

    private static double Degrees(double value) => Angle.Turn(value * Angle.RadiansPerDegree);
}
