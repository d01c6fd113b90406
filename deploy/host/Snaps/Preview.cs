namespace Sync.Host.Snaps;

/// <summary>A frame made small and bright enough to be looked at.</summary>
/// <param name="Pixels">8 bit, row after row, the first on top</param>
/// <param name="Width">pixels in a row</param>
internal sealed record Preview(byte[] Pixels, int Width)
{
    private const int LongestSide = 2048;

    /// <summary>Grey of the sky, 0 to 1, and how many of its deviations below it black begins: as stretches of screens usually are.</summary>
    private const double SkyGrey = 0.25;

    private const double BlackSigmas = 2.8;

    /// <summary>Squares of pixels are averaged, which also makes grey of a Bayer matrix, and stretched so that the sky is dark grey.</summary>
    /// <param name="pixels">row after row, the first on top</param>
    /// <param name="width">pixels in a row</param>
    /// <param name="background">median level of the sky, ADU</param>
    /// <param name="noise">its standard deviation, ADU</param>
    public static Preview Of(ReadOnlySpan<ushort> pixels, int width, double background, double noise)
    {
        var height = pixels.Length / width;
        var side = Math.Max(1, (Math.Max(width, height) + LongestSide - 1) / LongestSide);
        var (columns, rows) = (width / side, height / side);
        var curve = Curve(background, noise);
        var grey = new byte[columns * rows];
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
                grey[(y * columns) + x] = curve[Mean(pixels, width, x * side, y * side, side)];
        }
        return new(grey, columns);
    }

    private static int Mean(ReadOnlySpan<ushort> pixels, int width, int left, int top, int side)
    {
        long sum = 0;
        for (var y = top; y < top + side; y++)
        {
            foreach (var pixel in pixels.Slice((y * width) + left, side))
                sum += pixel;
        }
        return (int)(sum / (side * side));
    }

    /// <summary>Grey of each level: a midtones transfer function between black and the highest level, bent so that the sky gets its grey.</summary>
    private static byte[] Curve(double background, double noise)
    {
        var black = Math.Clamp(double.IsFinite(background) ? background - (BlackSigmas * noise) : 0, 0, ushort.MaxValue - 1);
        var sky = Math.Clamp((background - black) / (ushort.MaxValue - black), 1e-6, 0.99);
        var midtones = Transfer(SkyGrey, double.IsFinite(sky) ? sky : 0.5);
        var curve = new byte[ushort.MaxValue + 1];
        for (var level = 0; level < curve.Length; level++)
            curve[level] = (byte)Math.Round(255 * Transfer(midtones, Math.Clamp((level - black) / (ushort.MaxValue - black), 0, 1)));
        return curve;
    }

    /// <summary>0 to 0, 1 to 1, and the midtones to a half.</summary>
    private static double Transfer(double midtones, double x) =>
        x <= 0 ? 0 : x >= 1 ? 1 : (midtones - 1) * x / ((((2 * midtones) - 1) * x) - midtones);
}
