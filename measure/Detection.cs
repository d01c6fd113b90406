using System.Numerics;
using System.Runtime.InteropServices;

namespace Sync.Measure;

/// <summary>Pixels from Start to before End of one row; their smoothed values begin at Offset.</summary>
internal readonly record struct Run(int Y, int Start, int End, int Offset)
{
    public int Length => End - Start;
}

/// <summary>
/// Runs of pixels in which the frame, less its sky and smoothed by the 3 × 3 kernel (1 2 1) × (1 2 1) / 16, is above the threshold.
/// One pass over the rows: nothing as large as the frame is stored.
/// </summary>
internal sealed class Detection
{
    /// <summary>The noise of a smoothed pixel over that of a pixel.</summary>
    public const double SmoothedNoise = 0.375;

    private readonly List<Run> _runs = [];
    private readonly List<float> _values = [];

    public IReadOnlyList<Run> Runs => _runs;

    /// <summary>Smoothed values of a run, in ADU above the sky.</summary>
    public ReadOnlySpan<float> Values(Run run) =>
        CollectionsMarshal.AsSpan(_values).Slice(run.Offset, run.Length);

    public static Detection Find(Plane plane, Sky sky, double sigma)
    {
        var found = new Detection();
        int width = plane.Width, height = plane.Height;
        var level = new float[width];
        var threshold = new float[width];
        var smooth = new float[width];
        float[][] across = [new float[width], new float[width], new float[width]];
        for (var y = 0; y <= height; y++)
        {
            if (y < height)
            {
                sky.Level.Fill(y, level);
                Subtract(plane.Row(y), level);
                SmoothAcross(level, across[y % 3]);
            }

            if (y > 0)
            {
                sky.Noise.Fill(y - 1, threshold);
                SmoothDown(across[(Math.Max(0, y - 2)) % 3], across[(y - 1) % 3], across[Math.Min(height - 1, y) % 3], smooth);
                found.Collect(y - 1, smooth, threshold, (float)sigma);
            }
        }

        return found;
    }

    private static void Subtract(ReadOnlySpan<float> pixels, Span<float> level)
    {
        var x = 0;
        for (; x <= level.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            (new Vector<float>(pixels[x..]) - new Vector<float>(level[x..])).CopyTo(level[x..]);
        }

        for (; x < level.Length; x++)
        {
            level[x] = pixels[x] - level[x];
        }
    }

    private static void SmoothAcross(ReadOnlySpan<float> row, Span<float> smooth)
    {
        var last = row.Length - 1;
        smooth[0] = (3 * row[0] + row[Math.Min(1, last)]) / 4;
        smooth[last] = (3 * row[last] + row[Math.Max(0, last - 1)]) / 4;
        var x = 1;
        for (; x + Vector<float>.Count <= last; x += Vector<float>.Count)
        {
            var sum = new Vector<float>(row[(x - 1)..]) + 2 * new Vector<float>(row[x..]) + new Vector<float>(row[(x + 1)..]);
            (sum * 0.25f).CopyTo(smooth[x..]);
        }

        for (; x < last; x++)
        {
            smooth[x] = (row[x - 1] + 2 * row[x] + row[x + 1]) * 0.25f;
        }
    }

    private static void SmoothDown(ReadOnlySpan<float> above, ReadOnlySpan<float> here, ReadOnlySpan<float> below, Span<float> smooth)
    {
        var x = 0;
        for (; x <= smooth.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var sum = new Vector<float>(above[x..]) + 2 * new Vector<float>(here[x..]) + new Vector<float>(below[x..]);
            (sum * 0.25f).CopyTo(smooth[x..]);
        }

        for (; x < smooth.Length; x++)
        {
            smooth[x] = (above[x] + 2 * here[x] + below[x]) * 0.25f;
        }
    }

    private void Collect(int y, ReadOnlySpan<float> smooth, ReadOnlySpan<float> noise, float sigma)
    {
        var start = -1;
        var x = 0;
        while (x < smooth.Length)
        {
            // Most of a frame is sky: passed over in whole vectors.
            if (start < 0 && IsSky(smooth[x..], noise[x..], sigma))
            {
                x += Vector<float>.Count;
                continue;
            }

            var above = smooth[x] > noise[x] * sigma;
            start = above && start < 0 ? x : start;
            if (!above && start >= 0)
            {
                Add(y, start, smooth[start..x]);
                start = -1;
            }

            x++;
        }

        if (start >= 0)
        {
            Add(y, start, smooth[start..]);
        }
    }

    private static bool IsSky(ReadOnlySpan<float> smooth, ReadOnlySpan<float> noise, float sigma) =>
        smooth.Length >= Vector<float>.Count
        && !Vector.GreaterThanAny(new Vector<float>(smooth), new Vector<float>(noise) * sigma);

    private void Add(int y, int start, ReadOnlySpan<float> values)
    {
        _runs.Add(new Run(y, start, start + values.Length, _values.Count));
        _values.AddRange(values);
    }
}
