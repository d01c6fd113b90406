namespace Sync.CameraAgent.Focusing;

/// <summary>
/// The hyperbola through the measured points. Far from focus a star's radius grows with the distance, and near it seeing and
/// diffraction are left: HFR² = best² + slope² (position − focus)².
/// </summary>
/// <param name="Position">of best focus, steps</param>
/// <param name="HfrPixels">there</param>
/// <param name="SlopePixels">by which the radius grows for each step far from focus</param>
/// <param name="RSquared">how much of the spread of the measured radii the curve explains; 1 is all</param>
internal sealed record FocusCurve(double Position, double HfrPixels, double SlopePixels, double RSquared)
{
    /// <summary>Fewer can't be judged: three determine the curve.</summary>
    public const int FewestPoints = 5;

    private const int Rounds = 12;

    /// <summary>
    /// The squares of the radii are a parabola, which least squares fit in one step. An error of a radius is one of 2 HFR in its square,
    /// hence the weights 1/HFR², with the radius of the curve. A point that stays far off, such as a frame that a cloud crossed,
    /// loses its weight (Tukey's biweight), and does not draw the first curve either: that is the best of those without one point.
    /// </summary>
    /// <returns>null when the points have no lowest place, or are too few</returns>
    public static FocusCurve? Through(IReadOnlyList<FocusPoint> points)
    {
        if (points.Select(p => p.Position).Distinct().Count() < FewestPoints)
            return null;
        var (low, high) = (points.Min(p => p.Position), points.Max(p => p.Position));
        var (centre, scale) = ((low + high) / 2.0, (high - low) / 2.0);
        double[] x = [.. points.Select(p => (p.Position - centre) / scale)];
        double[] radii = [.. points.Select(p => p.HfrPixels)];
        var trust = points.Select(_ => 1.0).ToArray();
        var curve = First(x, radii);
        for (var round = 0; round < Rounds && curve is not null; round++)
        {
            trust = Trust(Residuals(curve, x, radii));
            curve = Fit(x, radii, i => trust[i] / Math.Pow(Math.Max(curve.Root(x[i]), 0.1 * radii[i]), 2));
        }
        return curve is null
            ? null
            : new(centre + (scale * curve.Lowest), curve.Root(curve.Lowest), Math.Sqrt(curve.Curvature) / scale, Explained(radii, trust, Residuals(curve, x, radii)));
    }

    /// <summary>Radius at a position.</summary>
    public double At(double position)
    {
        var far = SlopePixels * (position - Position);
        return Math.Sqrt((HfrPixels * HfrPixels) + (far * far));
    }

    /// <summary>Of the curves through all points, and through all but one, that which the middle point is nearest to.</summary>
    private static Parabola? First(double[] x, double[] radii) => Enumerable.Range(-1, x.Length + 1)
        .Select(without => Fit(x, radii, i => i == without ? 0 : 1 / (radii[i] * radii[i])))
        .Where(c => c is not null)
        .MinBy(c => Middle(Residuals(c!, x, radii)));

    private static Parabola? Fit(double[] x, double[] radii, Func<int, double> weight) =>
        Parabola.Through([.. x.Select((at, i) => new Sample(at, radii[i] * radii[i], weight(i)))]) is { Curvature: > 0 } curve ? curve : null;

    private static double[] Residuals(Parabola curve, double[] x, double[] radii) => [.. x.Select((at, i) => radii[i] - curve.Root(at))];

    private static double Middle(double[] residuals) => residuals.Select(Math.Abs).Order().ElementAt(residuals.Length / 2);

    /// <summary>What is off by more than 4.685 standard deviations, as the middle point tells them, counts nothing.</summary>
    private static double[] Trust(double[] residuals)
    {
        var limit = 4.685 * 1.4826 * Math.Max(Middle(residuals), 1e-6);
        return [.. residuals.Select(r => Math.Abs(r) < limit ? Math.Pow(1 - (r * r / (limit * limit)), 2) : 0)];
    }

    private static double Explained(double[] radii, double[] trust, double[] residuals)
    {
        var mean = radii.Zip(trust, (r, t) => r * t).Sum() / trust.Sum();
        var all = radii.Zip(trust, (r, t) => t * (r - mean) * (r - mean)).Sum();
        return all > 0 ? 1 - (residuals.Zip(trust, (r, t) => t * r * r).Sum() / all) : 0;
    }
}
