namespace Sync.Measure;

/// <summary>Measures the star at a summit, or finds that it is none.</summary>
internal sealed class StarMeter(Sky sky, Neighbourhood neighbours, MeasureOptions options)
{
    /// <summary>Radius of the aperture, in widths at half maximum: it holds 98 % of a Moffat profile of exponent 3.</summary>
    private const double ApertureFwhms = 2.5;

    // The narrowest star that a lens and a sensor make has a FWHM of about 1.3 pixels, and its neighbour pixels at least a quarter of
    // the summit's light.
    private const double SharpestNeighbourPart = 0.15;

    private readonly Patch _patch = new();
    private readonly GrowthCurve _growth = new();

    /// <summary>The star with the width of the Gaussian that matches it; null for hot pixels, cosmic rays, stars cut by the edge, and noise.</summary>
    public Star? Measure(Plane plane, Peak peak)
    {
        var level = (float)sky.Level.At(peak.X, peak.Y);
        var (x, y) = Brightest(plane, peak);
        if (IsSharp(plane, x, y, level) || Shape(plane, peak, level) is not { } shape || IsCut(plane, shape))
        {
            return null;
        }

        var aperture = ApertureFwhms * shape.FwhmPixels;
        _patch.Cut(plane, (int)Math.Round(shape.X), (int)Math.Round(shape.Y), (int)Math.Ceiling(aperture) + 1, level, neighbours, peak);
        if (_growth.Measure(_patch, shape, aperture) is not { } light)
        {
            return null;
        }

        return new Star
        {
            X = shape.X,
            Y = shape.Y,
            Flux = light.Flux,
            SignalToNoise = light.Flux / (sky.Noise.At(shape.X, shape.Y) * Math.Sqrt(Math.PI) * aperture),
            HfrPixels = light.HfrPixels,
            FwhmPixels = shape.FwhmPixels,
            Elongation = shape.Elongation,
            AngleDegrees = shape.AngleDegrees,
            Saturated = plane[x, y] >= options.SaturationAdu,
            Blended = peak.Blended,
        };
    }

    private Gaussian? Shape(Plane plane, Peak peak, float level)
    {
        // A Gaussian of height h covers 2 pi sigma² ln(h / t) pixels above t.
        var variance = Math.Max(0.5, peak.AreaPixels / (2 * Math.PI * Math.Log(Math.Max(1.5, peak.Height / peak.Foot))));
        var start = Gaussian.Round(peak.X, peak.Y, variance);
        _patch.Cut(plane, peak.X, peak.Y, (int)Math.Ceiling(4 * Math.Sqrt(variance)) + 2, level, neighbours, peak);
        return Gaussian.Match(_patch, start);
    }

    private static (int X, int Y) Brightest(Plane plane, Peak peak)
    {
        var best = (peak.X, peak.Y);
        for (var y = Math.Max(0, peak.Y - 1); y <= Math.Min(plane.Height - 1, peak.Y + 1); y++)
        {
            for (var x = Math.Max(0, peak.X - 1); x <= Math.Min(plane.Width - 1, peak.X + 1); x++)
            {
                if (plane[x, y] > plane[best.X, best.Y])
                {
                    best = (x, y);
                }
            }
        }

        return best;
    }

    /// <summary>Light that falls off within one pixel, along rows or along columns, never came through the optics.</summary>
    private static bool IsSharp(Plane plane, int x, int y, float level)
    {
        if (x < 1 || y < 1 || x >= plane.Width - 1 || y >= plane.Height - 1)
        {
            return true;
        }

        var across = (plane[x - 1, y] + plane[x + 1, y]) / 2 - level;
        var down = (plane[x, y - 1] + plane[x, y + 1]) / 2 - level;
        return Math.Min(across, down) < SharpestNeighbourPart * (plane[x, y] - level);
    }

    private static bool IsCut(Plane plane, Gaussian shape)
    {
        var margin = shape.FwhmPixels;
        return shape.X < margin || shape.Y < margin || shape.X > plane.Width - 1 - margin || shape.Y > plane.Height - 1 - margin;
    }
}
