namespace Sync.Measure;

/// <summary>One star of a frame. Pixel centres lie at whole numbers, the first pixel of the first row at (0, 0).</summary>
public sealed record Star
{
    /// <summary>Column of the centroid, in pixels.</summary>
    public required double X { get; init; }

    /// <summary>Row of the centroid, in pixels, counted in the file's order.</summary>
    public required double Y { get; init; }

    /// <summary>Light above the sky inside the aperture, in ADU.</summary>
    public required double Flux { get; init; }

    /// <summary>Flux over the noise of the sky in the aperture; the star's own photon noise is not in it.</summary>
    public required double SignalToNoise { get; init; }

    /// <summary>Half-flux radius: the circle of this radius holds half of the flux. In pixels.</summary>
    public required double HfrPixels { get; init; }

    /// <summary>Full width at half maximum in pixels: the geometric mean of the long and the short axis.</summary>
    public required double FwhmPixels { get; init; }

    /// <summary>Long axis over short axis; 1 is round.</summary>
    public required double Elongation { get; init; }

    /// <summary>Direction of the long axis, in degrees above -90 up to 90, from +x (columns) towards +y (rows).</summary>
    public required double AngleDegrees { get; init; }

    /// <summary>A pixel of it reached the saturation level: its widths say nothing.</summary>
    public required bool Saturated { get; init; }

    /// <summary>It touches another star.</summary>
    public required bool Blended { get; init; }
}
