namespace Sync.Astro.Time;

/// <summary>What was observed of the Earth's turning: leap seconds, and TT - UT1.</summary>
internal static class EarthRotation
{
    private const double TerrestrialMinusAtomicSeconds = 32.184;
    private const double FirstQuarter = 1972;

    /// <summary>The first instant of each day on which TAI - UTC grew by one second, from 10 s (IERS Bulletin C).</summary>
    private static readonly long[] LeapTicks = Array.ConvertAll(
        [
            (1972, 7), (1973, 1), (1974, 1), (1975, 1), (1976, 1), (1977, 1), (1978, 1), (1979, 1), (1980, 1), (1981, 7),
            (1982, 7), (1983, 7), (1985, 7), (1988, 1), (1990, 1), (1991, 1), (1992, 7), (1993, 7), (1994, 7), (1996, 1),
            (1997, 7), (1999, 1), (2006, 1), (2009, 1), (2012, 7), (2015, 7), (2017, 1),
        ],
        ((int Year, int Month) day) => new DateTime(day.Year, day.Month, 1).Ticks);

    /// <summary>TT - UT1 in seconds at each quarter of a Julian year from 1972.0 (IERS EOP C04).</summary>
    private static readonly double[] ObservedDeltaT =
    [
        42.231, 42.534, 42.825, 43.074, 43.373, 43.678, 43.959, 44.201, // 1972
        44.485, 44.741, 45.001, 45.210, 45.477, 45.742, 45.987, 46.187,
        46.459, 46.732, 46.999, 47.239, 47.519, 47.782, 48.037, 48.248,
        48.535, 48.840, 49.104, 49.310, 49.586, 49.859, 50.107, 50.300,
        50.540, 50.768, 50.978, 51.155, 51.380, 51.601, 51.815, 51.962, // 1980
        52.167, 52.371, 52.577, 52.736, 52.957, 53.224, 53.437, 53.587,
        53.789, 53.946, 54.087, 54.192, 54.342, 54.491, 54.636, 54.718,
        54.871, 55.001, 55.114, 55.192, 55.323, 55.466, 55.583, 55.667,
        55.820, 55.968, 56.094, 56.161, 56.300, 56.430, 56.570, 56.675,
        56.855, 57.050, 57.225, 57.367, 57.566, 57.775, 57.960, 58.107, // 1990
        58.310, 58.543, 58.743, 58.899, 59.121, 59.360, 59.587, 59.760,
        59.984, 60.207, 60.403, 60.560, 60.786, 61.032, 61.248, 61.406,
        61.630, 61.815, 61.998, 62.121, 62.295, 62.478, 62.658, 62.794,
        62.966, 63.149, 63.285, 63.343, 63.468, 63.570, 63.664, 63.716,
        63.829, 63.908, 63.980, 64.010, 64.091, 64.159, 64.212, 64.223, // 2000
        64.300, 64.375, 64.414, 64.417, 64.474, 64.528, 64.550, 64.542,
        64.574, 64.618, 64.652, 64.640, 64.688, 64.758, 64.799, 64.793,
        64.845, 64.919, 64.991, 65.038, 65.147, 65.252, 65.342, 65.372,
        65.458, 65.546, 65.629, 65.676, 65.777, 65.860, 65.951, 65.985,
        66.070, 66.170, 66.241, 66.244, 66.325, 66.398, 66.475, 66.507, // 2010
        66.604, 66.694, 66.771, 66.811, 66.907, 67.027, 67.127, 67.172,
        67.281, 67.391, 67.487, 67.536, 67.644, 67.761, 67.862, 67.956,
        68.103, 68.268, 68.397, 68.464, 68.592, 68.715, 68.825, 68.869,
        68.968, 69.052, 69.112, 69.136, 69.220, 69.305, 69.357, 69.338,
        69.361, 69.409, 69.423, 69.357, 69.360, 69.358, 69.350, 69.289, // 2020
        69.295, 69.284, 69.250, 69.188,
    ];

    /// <summary>TT - UTC in seconds; before 1972 and after the last leap second known, the nearest value known.</summary>
    public static double TerrestrialMinusUniversalSeconds(DateTimeOffset instant)
    {
        var passed = LeapTicks.Length;
        while (passed > 0 && LeapTicks[passed - 1] > instant.UtcTicks)
        {
            passed--;
        }

        return TerrestrialMinusAtomicSeconds + 10 + passed;
    }

    /// <summary>TT - UT1 in seconds. Outside the observations UT1 is taken as UTC, from which it never strays 0.9 s.</summary>
    public static double DeltaTSeconds(DateTimeOffset instant)
    {
        var quarter = (2000 + (JulianDate.DaysSinceJ2000(instant) / 365.25) - FirstQuarter) * 4;
        if (quarter < 0 || quarter >= ObservedDeltaT.Length - 1)
        {
            return TerrestrialMinusUniversalSeconds(instant);
        }

        var before = (int)quarter;
        var rest = quarter - before;
        return (ObservedDeltaT[before] * (1 - rest)) + (ObservedDeltaT[before + 1] * rest);
    }
}
