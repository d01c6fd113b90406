namespace Sync.Measure;

/// <summary>
/// An elliptical Gaussian: centre and covariance in pixels. <see cref="Match"/> finds the one whose weighted second moments are those
/// of the star (adaptive moments: Bernstein and Jarvis 2002, section 3), which noise in the wings hardly touches.
/// </summary>
internal readonly record struct Gaussian(double X, double Y, double Cxx, double Cyy, double Cxy)
{
    /// <summary>Full width at half maximum of a Gaussian with a standard deviation of one.</summary>
    public const double FwhmOfSigma = 2.3548200450309493;

    private const int MaximumSteps = 16;
    private const double SmallestVariance = 0.04;

    // Star times weight must be wide enough for whole pixels to sample it, or the narrowest stars collapse.
    private const double SmallestWeightVariance = 0.7;

    private double Determinant => Cxx * Cyy - Cxy * Cxy;

    private double HalfDifference => Math.Sqrt((Cxx - Cyy) * (Cxx - Cyy) / 4 + Cxy * Cxy);

    public double LongVariance => (Cxx + Cyy) / 2 + HalfDifference;

    public double ShortVariance => (Cxx + Cyy) / 2 - HalfDifference;

    /// <summary>Geometric mean of both axes.</summary>
    public double FwhmPixels => FwhmOfSigma * Math.Pow(Determinant, 0.25);

    public double Elongation => Math.Sqrt(LongVariance / ShortVariance);

    /// <summary>Direction of the long axis, above -90 up to 90 degrees, from +x to +y.</summary>
    public double AngleDegrees => Math.Atan2(2 * Cxy, Cxx - Cyy) * 90 / Math.PI;

    public static Gaussian Round(double x, double y, double variance) => new(x, y, variance, variance, 0);

    /// <summary>Null when the light has no such shape: it is no star.</summary>
    public static Gaussian? Match(Patch patch, Gaussian start)
    {
        var shape = start;
        for (var step = 0; step < MaximumSteps; step++)
        {
            var weight = shape.WidenedTo(SmallestWeightVariance);
            if (Moments(patch, weight) is not { } seen)
            {
                return null;
            }

            var next = seen.Without(weight);
            if (!next.IsWithin(patch, start))
            {
                return null;
            }

            var moved = Math.Abs(next.X - shape.X) + Math.Abs(next.Y - shape.Y) + Math.Abs(next.Cxx - shape.Cxx)
                + Math.Abs(next.Cyy - shape.Cyy) + Math.Abs(next.Cxy - shape.Cxy);
            shape = next;
            if (moved < 0.002 * (1 + shape.Cxx + shape.Cyy))
            {
                break;
            }
        }

        return shape;
    }

    private bool IsWithin(Patch patch, Gaussian start) =>
        ShortVariance >= SmallestVariance && LongVariance <= (double)patch.Radius * patch.Radius
        && Math.Abs(X - start.X) <= patch.Radius / 2.0 && Math.Abs(Y - start.Y) <= patch.Radius / 2.0;

    private Gaussian WidenedTo(double shortVariance)
    {
        var more = Math.Max(0, shortVariance - ShortVariance);
        return this with { Cxx = Cxx + more, Cyy = Cyy + more };
    }

    /// <summary>Centre and second moments of the star times the weight.</summary>
    private static Gaussian? Moments(Patch patch, Gaussian weight)
    {
        var scale = -0.5 / weight.Determinant;
        float axx = (float)(weight.Cyy * scale), ayy = (float)(weight.Cxx * scale), axy = (float)(-2 * weight.Cxy * scale);
        double sum = 0, sumX = 0, sumY = 0, sumXx = 0, sumYy = 0, sumXy = 0;
        var reach = 3.2 * Math.Sqrt(weight.LongVariance);
        int left = patch.First(weight.X - patch.CentreX, reach), right = patch.Last(weight.X - patch.CentreX, reach);
        int top = patch.First(weight.Y - patch.CentreY, reach), bottom = patch.Last(weight.Y - patch.CentreY, reach);
        for (var j = top; j <= bottom; j++)
        {
            var row = patch.Row(j);
            var dy = (float)(j - patch.Radius + patch.CentreY - weight.Y);
            for (var i = left; i <= right; i++)
            {
                var dx = (float)(i - patch.Radius + patch.CentreX - weight.X);
                var light = row[i] * MathF.Exp(axx * dx * dx + axy * dx * dy + ayy * dy * dy);
                sum += light;
                sumX += light * dx;
                sumY += light * dy;
                sumXx += light * dx * dx;
                sumYy += light * dy * dy;
                sumXy += light * dx * dy;
            }
        }

        double x = sumX / sum, y = sumY / sum;
        return sum > 0 ? new(weight.X + x, weight.Y + y, sumXx / sum - x * x, sumYy / sum - y * y, sumXy / sum - x * y) : null;
    }

    /// <summary>The star's own shape, from these moments of star times weight: inverse covariances of Gaussians that are multiplied add up.</summary>
    private Gaussian Without(Gaussian weight)
    {
        // A weight that matches sees half of the way to the star's centre.
        double x = weight.X + 2 * (X - weight.X), y = weight.Y + 2 * (Y - weight.Y);
        double own = Determinant, other = weight.Determinant;
        double ixx = Cyy / own - weight.Cyy / other, iyy = Cxx / own - weight.Cxx / other, ixy = -Cxy / own + weight.Cxy / other;
        var determinant = ixx * iyy - ixy * ixy;
        return own > 0 && ixx > 0 && determinant > 0
            ? new Gaussian(x, y, iyy / determinant, ixx / determinant, -ixy / determinant)
            : new Gaussian(x, y, 2 * Cxx, 2 * Cyy, 2 * Cxy);
    }
}
