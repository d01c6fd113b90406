namespace Sync.Measure;

/// <summary>
/// Level and noise of the sky in one tile: a histogram, clipped at three standard deviations about its median until it stands,
/// then the mode by Pearson's rule, as SExtractor does (Bertin and Arnouts 1996, section 4).
/// </summary>
internal static class TileSky
{
    private const int Bins = 256;
    private const int HalfRangeSigmas = 8;
    private const int SampleSide = 12;

    /// <summary>Level and standard deviation in ADU; NaN when the tile has no finite pixel.</summary>
    public static (float Level, float Noise) Measure(Plane plane, int left, int right, int top, int bottom)
    {
        var (centre, spread) = FirstGuess(plane, left, right, top, bottom);
        if (!(spread > 0))
        {
            return (centre, spread);
        }

        Span<int> histogram = stackalloc int[Bins];
        histogram.Clear();
        var low = centre - HalfRangeSigmas * spread;
        var binsPerAdu = Bins / (2 * HalfRangeSigmas * spread);
        for (var y = top; y < bottom; y++)
        {
            foreach (var value in plane.Row(y)[left..right])
            {
                // Compared as a float first: a NaN or a huge value has no integer.
                var bin = (value - low) * binsPerAdu;
                if (bin >= 0 && bin < Bins)
                {
                    histogram[(int)bin]++;
                }
            }
        }

        var (level, noise) = Clip(histogram);
        return ((float)(low + (level + 0.5) / binsPerAdu), (float)(noise / binsPerAdu));
    }

    /// <summary>Median and lower quartile of a coarse sample: stars lie above, so they hardly touch these.</summary>
    private static (float Centre, float Spread) FirstGuess(Plane plane, int left, int right, int top, int bottom)
    {
        Span<float> sample = stackalloc float[SampleSide * SampleSide];
        var count = 0;
        for (var j = 0; j < SampleSide; j++)
        {
            var row = plane.Row(top + j * (bottom - top) / SampleSide);
            for (var i = 0; i < SampleSide; i++)
            {
                var value = row[left + i * (right - left) / SampleSide];
                if (float.IsFinite(value))
                {
                    sample[count++] = value;
                }
            }
        }

        if (count == 0)
        {
            return (float.NaN, float.NaN);
        }

        sample = sample[..count];
        sample.Sort();
        var median = sample[count / 2];
        var spread = 1.4826f * (median - sample[count / 4]);
        return (median, spread > 0 ? spread : Deviation(sample, median));
    }

    private static float Deviation(ReadOnlySpan<float> sample, float centre)
    {
        var sum = 0.0;
        foreach (var value in sample)
        {
            sum += (value - centre) * (value - centre);
        }

        return (float)Math.Sqrt(sum / sample.Length);
    }

    private static (double Level, double Noise) Clip(ReadOnlySpan<int> histogram)
    {
        int first = 0, last = Bins - 1;
        while (true)
        {
            var (mean, deviation) = Moments(histogram, first, last);
            var median = Median(histogram, first, last);
            var newFirst = Math.Max(first, (int)Math.Ceiling(median - 3 * deviation));
            var newLast = Math.Min(last, (int)Math.Floor(median + 3 * deviation));
            if ((newFirst == first && newLast == last) || newLast <= newFirst)
            {
                // Where mean and median are far apart the tile is crowded, and Pearson's rule would overshoot.
                var level = Math.Abs(mean - median) < 0.3 * deviation ? 2.5 * median - 1.5 * mean : median;
                return (level, deviation);
            }

            (first, last) = (newFirst, newLast);
        }
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<int> histogram, int first, int last)
    {
        double count = 0, sum = 0, squares = 0;
        for (var bin = first; bin <= last; bin++)
        {
            count += histogram[bin];
            sum += (double)histogram[bin] * bin;
            squares += (double)histogram[bin] * bin * bin;
        }

        var mean = sum / count;
        return (mean, Math.Sqrt(Math.Max(0, squares / count - mean * mean)));
    }

    /// <summary>
    /// Median of grouped values: the count is interpolated between the centres of bins that are not empty, so that frames whose
    /// values come in coarse steps (12 bit sensors in 16 bit files) have no stepped sky.
    /// </summary>
    private static double Median(ReadOnlySpan<int> histogram, int first, int last)
    {
        var half = 0.0;
        for (var bin = first; bin <= last; bin++)
        {
            half += histogram[bin] / 2.0;
        }

        double below = 0, lastRank = 0;
        var lastBin = first;
        for (var bin = first; bin <= last; bin++)
        {
            if (histogram[bin] == 0)
            {
                continue;
            }

            var rank = below + histogram[bin] / 2.0;
            if (rank >= half)
            {
                return below == 0 ? bin : lastBin + (bin - lastBin) * (half - lastRank) / (rank - lastRank);
            }

            (below, lastRank, lastBin) = (below + histogram[bin], rank, bin);
        }

        return lastBin;
    }
}
