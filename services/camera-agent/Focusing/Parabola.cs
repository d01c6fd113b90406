namespace Sync.CameraAgent.Focusing;

/// <summary>One point that a parabola is to go through, and how much it counts.</summary>
internal readonly record struct Sample(double X, double Y, double Weight);

/// <summary>y = curvature x² + slope x + height.</summary>
internal sealed record Parabola(double Curvature, double Slope, double Height)
{
    /// <summary>By least squares: Cramer's rule on the normal equations, for x within about −1 to 1.</summary>
    /// <returns>null when the points do not determine one</returns>
    public static Parabola? Through(IReadOnlyList<Sample> samples)
    {
        var s = new double[5];
        var t = new double[3];
        foreach (var (x, y, weight) in samples)
        {
            for (var (i, power) = (0, weight); i < 5; i++, power *= x)
            {
                s[i] += power;
                if (i < 3)
                    t[i] += power * y;
            }
        }
        var all = Determinant(s[4], s[3], s[2], s[3], s[2], s[1], s[2], s[1], s[0]);
        if (Math.Abs(all) < 1e-12 * Math.Pow(Math.Max(s[0], double.Epsilon), 3))
            return null;
        return new(
            Determinant(t[2], s[3], s[2], t[1], s[2], s[1], t[0], s[1], s[0]) / all,
            Determinant(s[4], t[2], s[2], s[3], t[1], s[1], s[2], t[0], s[0]) / all,
            Determinant(s[4], s[3], t[2], s[3], s[2], t[1], s[2], s[1], t[0]) / all);
    }

    public double Lowest => -Slope / (2 * Curvature);

    /// <summary>Noise can push the lowest square below nothing, where there is no radius.</summary>
    public double Root(double x) => Math.Sqrt(Math.Max(0, (((Curvature * x) + Slope) * x) + Height));

    private static double Determinant(double a, double b, double c, double d, double e, double f, double g, double h, double i) =>
        (a * ((e * i) - (f * h))) - (b * ((d * i) - (f * g))) + (c * ((d * h) - (e * g)));
}
