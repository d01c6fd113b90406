namespace Sync.Astro.Ephemeris;

/// <summary>
/// The Earth around the sun: the larger terms of VSOP87D (Bretagnon and Francou 1988, A&amp;A 202, 309), as Meeus, chapter 32, sums them.
/// </summary>
internal static class EarthSeries
{
    // Each term is amplitude (1e-8 radians or astronomical units), phase (radians) and rate (radians in a millennium).
    private static readonly double[] Longitude0 =
    [
        175347046, 0, 0, 3341656, 4.6692568, 6283.07585, 34894, 4.6261, 12566.1517, 3497, 2.7441, 5753.3849,
        3418, 2.8289, 3.5231, 3136, 3.6277, 77713.7715, 2676, 4.4181, 7860.4194, 2343, 6.1352, 3930.2097,
        1324, 0.7425, 11506.7698, 1273, 2.0371, 529.691, 1199, 1.1096, 1577.3435, 990, 5.233, 5884.927,
        902, 2.045, 26.298, 857, 3.508, 398.149, 780, 1.179, 5223.694, 753, 2.533, 5507.553,
        505, 4.583, 18849.228, 492, 4.205, 775.523, 357, 2.92, 0.067, 317, 5.849, 11790.629,
        284, 1.899, 796.298, 271, 0.315, 10977.079, 243, 0.345, 5486.778, 206, 4.806, 2544.314,
        205, 1.869, 5573.143, 202, 2.458, 6069.777, 156, 0.833, 213.299, 132, 3.411, 2942.463,
        126, 1.083, 20.775, 115, 0.645, 0.98, 103, 0.636, 4694.003, 102, 0.976, 15720.839, 102, 4.267, 7.114,
    ];

    private static readonly double[] Longitude1 =
    [
        628331966747, 0, 0, 206059, 2.678235, 6283.07585, 4303, 2.6351, 12566.1517, 425, 1.59, 3.523,
        119, 5.796, 26.298, 109, 2.966, 1577.344,
    ];

    private static readonly double[] Longitude2 = [52919, 0, 0, 8720, 1.0721, 6283.0758, 309, 0.867, 12566.152];

    private static readonly double[] Latitude0 =
    [
        280, 3.199, 84334.662, 102, 5.422, 5507.553, 80, 3.88, 5223.69, 44, 3.7, 2352.87, 32, 4, 1577.34,
    ];

    private static readonly double[] Radius0 =
    [
        100013989, 0, 0, 1670700, 3.0984635, 6283.07585, 13956, 3.05525, 12566.1517, 3084, 5.1985, 77713.7715,
        1628, 1.1739, 5753.3849, 1576, 2.8469, 7860.4194, 925, 5.453, 11506.77, 542, 4.564, 3930.21, 472, 3.661, 5884.927,
    ];

    private static readonly double[] Radius1 = [103019, 1.10749, 6283.07585, 1721, 1.0644, 12566.1517];

    /// <param name="t">Julian millennia of TT since J2000.</param>
    /// <returns>Radians of the dynamical ecliptic and equinox of date, and astronomical units.</returns>
    public static (double Longitude, double Latitude, double Radius) Heliocentric(double t) =>
        ((Sum(Longitude0, t) + (t * (Sum(Longitude1, t) + (t * Sum(Longitude2, t))))) * 1e-8,
        Sum(Latitude0, t) * 1e-8,
        (Sum(Radius0, t) + (t * Sum(Radius1, t))) * 1e-8);

    private static double Sum(double[] terms, double t)
    {
        var sum = 0.0;
        for (var i = 0; i < terms.Length; i += 3)
        {
            sum += terms[i] * Math.Cos(terms[i + 1] + (terms[i + 2] * t));
        }

        return sum;
    }
}
