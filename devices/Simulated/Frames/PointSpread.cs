namespace Sync.Devices.Simulated.Frames;

/// <summary>
/// An elliptical Moffat profile with exponent 3 (Moffat 1969), as a matrix of squared widths in pixels. Independent
/// blurs add by their squares.
/// </summary>
internal readonly record struct PointSpread(double XX, double XY, double YY)
{
    /// <summary>Squared FWHM for a variance of a Gaussian: 8 ln 2.</summary>
    public const double WidthForVariance = 5.545177444479562;

    // FWHM = 2 α sqrt(2^(1/3) - 1)
    private const double WidthsForAlpha = 4 * 0.2599210498948732;

    public static PointSpread Round(double widthPixels) => new(widthPixels * widthPixels, 0, widthPixels * widthPixels);

    public PointSpread Plus(PointSpread other) => new(XX + other.XX, XY + other.XY, YY + other.YY);

    /// <summary>Stretched along an angle, squeezed across it.</summary>
    public PointSpread Stretched(double part, double angle)
    {
        var (sin, cos) = Math.SinCos(2 * angle);
        var mean = part * (XX + YY) / 2;
        return new(XX + (mean * cos), XY + (mean * sin), YY - (mean * cos));
    }

    /// <summary>The middle pixel's part of the light.</summary>
    public double Peak => 2 * WidthsForAlpha / (Math.PI * Math.Sqrt((XX * YY) - (XY * XY)));

    /// <summary>Adds a star to a frame as far as it rises above <paramref name="faintest"/> in a pixel.</summary>
    public void Draw(float[] frame, int width, int height, double x, double y, double light, double faintest)
    {
        var peak = light * Peak;
        if (peak <= faintest)
            return;
        var fall = Math.Cbrt(peak / faintest) - 1;
        var reachX = Math.Sqrt(fall * XX / WidthsForAlpha);
        var reachY = Math.Sqrt(fall * YY / WidthsForAlpha);
        var (left, right) = ((int)Math.Max(0, Math.Ceiling(x - reachX)), (int)Math.Min(width - 1, Math.Floor(x + reachX)));
        var (top, bottom) = ((int)Math.Max(0, Math.Ceiling(y - reachY)), (int)Math.Min(height - 1, Math.Floor(y + reachY)));
        var scale = WidthsForAlpha / ((XX * YY) - (XY * XY));
        var (a, b, c) = ((float)(YY * scale), (float)(-2 * XY * scale), (float)(XX * scale));
        for (var row = top; row <= bottom; row++)
        {
            var dy = (float)(row - y);
            var line = frame.AsSpan(row * width, width);
            for (var column = left; column <= right; column++)
            {
                var dx = (float)(column - x);
                var r = 1 + (a * dx * dx) + (b * dx * dy) + (c * dy * dy);
                line[column] += (float)peak / (r * r * r);
            }
        }
    }
}
