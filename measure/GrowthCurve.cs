namespace Sync.Measure;

/// <summary>How a star's flux grows with the radius of the circle about its centroid.</summary>
internal sealed class GrowthCurve
{
    private const double StepPixels = 0.1;

    private double[] _rings = [];

    /// <summary>Flux within the aperture in ADU, and the radius that holds half of it; null when there is no light.</summary>
    /// <param name="patch">The star.</param>
    /// <param name="shape">Its centre and width.</param>
    /// <param name="aperturePixels">Radius.</param>
    public (double Flux, double HfrPixels)? Measure(Patch patch, Gaussian shape, double aperturePixels)
    {
        var count = (int)Math.Ceiling(aperturePixels / StepPixels);
        if (_rings.Length < count)
        {
            _rings = new double[count];
        }

        var rings = _rings.AsSpan(0, count);
        rings.Clear();
        // Coarse pixels are cut into small squares where the half-flux circle can lie; wide stars need none.
        var cuts = Math.Clamp((int)Math.Ceiling(12 / shape.FwhmPixels), 1, 4);
        Gather(patch, shape, cuts, rings);
        var flux = 0.0;
        foreach (var ring in rings)
        {
            flux += ring;
        }

        return flux > 0 && HalfRadius(rings, flux / 2) is var radius ? (flux, Unsmeared(radius, cuts)) : null;
    }

    private static void Gather(Patch patch, Gaussian shape, int cuts, Span<double> rings)
    {
        double offsetX = shape.X - patch.CentreX + patch.Radius, offsetY = shape.Y - patch.CentreY + patch.Radius;
        var fineSquared = shape.FwhmPixels * shape.FwhmPixels;
        for (var j = 0; j < patch.Side; j++)
        {
            var row = patch.Row(j);
            var dy = j - offsetY;
            for (var i = 0; i < row.Length; i++)
            {
                var dx = i - offsetX;
                if (dx * dx + dy * dy > fineSquared)
                {
                    Add(rings, dx, dy, row[i]);
                    continue;
                }

                var part = row[i] / (cuts * cuts);
                for (var cut = 0; cut < cuts * cuts; cut++)
                {
                    Add(rings, dx + (cut % cuts + 0.5) / cuts - 0.5, dy + (cut / cuts + 0.5) / cuts - 0.5, part);
                }
            }
        }
    }

    private static void Add(Span<double> rings, double dx, double dy, double flux)
    {
        var ring = (int)(Math.Sqrt(dx * dx + dy * dy) / StepPixels);
        if (ring < rings.Length)
        {
            rings[ring] += flux;
        }
    }

    private static double HalfRadius(ReadOnlySpan<double> rings, double half)
    {
        var inside = 0.0;
        for (var i = 0; i < rings.Length; i++)
        {
            if (inside + rings[i] >= half)
            {
                return (i + (half - inside) / rings[i]) * StepPixels;
            }

            inside += rings[i];
        }

        return rings.Length * StepPixels;
    }

    /// <summary>
    /// Spreading a pixel's light evenly over its square widens the star by that square's variance; taken back here. What the
    /// sensor's own pixels widen stays in: it is in the frame.
    /// </summary>
    private static double Unsmeared(double radius, int cuts)
    {
        var variance = (1 - 1.0 / (cuts * cuts)) / 12;
        return Math.Sqrt(Math.Max(radius * radius / 4, radius * radius - 2 * Math.Log(2) * variance));
    }
}
