using Sync.Grader.Grading;

namespace Sync.Grader;

/// <summary>What one file's pixels say, or why they say nothing.</summary>
public sealed record FileMeasurement
{
    /// <summary>The file, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>Stars found; null when the file could not be read.</summary>
    public int? Stars { get; init; }

    /// <summary>Median half-flux radius in pixels; null without stars that can be measured.</summary>
    public double? HfrPixels { get; init; }

    /// <summary>Median full width at half maximum in pixels.</summary>
    public double? FwhmPixels { get; init; }

    /// <summary>Median long axis over short axis; 1 is round.</summary>
    public double? Elongation { get; init; }

    /// <summary>Shared direction of the long axes, in degrees from +x (columns) towards +y (rows of the file).</summary>
    public double? AngleDegrees { get; init; }

    /// <summary>Median level of the sky, in ADU.</summary>
    public double? Background { get; init; }

    /// <summary>Median standard deviation of the sky's pixels, in ADU.</summary>
    public double? Noise { get; init; }

    /// <summary>How long the measuring took, without the reading of the file.</summary>
    public double? MeasureMilliseconds { get; init; }

    /// <summary>Why the file could not be measured, in one sentence; null when it was.</summary>
    public string? Problem { get; init; }

    /// <summary>The numbers that are compared with those of others; a file that could not be read has no stars.</summary>
    internal Sample ToSample() => new()
    {
        Stars = Stars ?? 0,
        HfrPixels = HfrPixels,
        FwhmPixels = FwhmPixels,
        Eccentricity = Elongation is { } elongation ? Sample.EccentricityOf(elongation) : null,
    };
}
