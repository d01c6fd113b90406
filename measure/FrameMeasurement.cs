namespace Sync.Measure;

/// <summary>What one frame's pixels say. Medians are null when no star is good enough to be measured.</summary>
public sealed record FrameMeasurement
{
    /// <summary>Stars found, faint and saturated ones too.</summary>
    public required int Stars { get; init; }

    /// <summary>Median half-flux radius in pixels.</summary>
    public required double? HfrPixels { get; init; }

    /// <summary>Median full width at half maximum in pixels.</summary>
    public required double? FwhmPixels { get; init; }

    /// <summary>Median ratio of long to short axis; 1 is round.</summary>
    public required double? Elongation { get; init; }

    /// <summary>
    /// Direction that the stars share, in degrees above -90 up to 90, from +x (columns) towards +y (rows): counter-clockwise
    /// where row 0 is shown at the bottom. Without meaning when the stars are round.
    /// </summary>
    public required double? AngleDegrees { get; init; }

    /// <summary>Median level of the sky, in ADU.</summary>
    public required double Background { get; init; }

    /// <summary>Median standard deviation of the sky's pixels, in ADU.</summary>
    public required double Noise { get; init; }

    /// <summary>How many of the stars are saturated.</summary>
    public required int Saturated { get; init; }

    /// <summary>The stars, in the order of the rows in which they were found.</summary>
    public required IReadOnlyList<Star> StarList { get; init; }
}
