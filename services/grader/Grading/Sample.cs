using Sync.Measure;

namespace Sync.Grader.Grading;

/// <summary>The numbers of one frame that are compared with those of others.</summary>
public sealed record Sample
{
    /// <summary>Stars found.</summary>
    public required int Stars { get; init; }

    /// <summary>Median half-flux radius in pixels; null when none could be measured.</summary>
    public required double? HfrPixels { get; init; }

    /// <summary>Median full width at half maximum in pixels; null when none could be measured.</summary>
    public required double? FwhmPixels { get; init; }

    /// <summary>Median eccentricity, 0 for round; null when none could be measured.</summary>
    public required double? Eccentricity { get; init; }

    /// <summary>Total RMS of the guiding during the exposure, in pixels of this camera; null when it is not known.</summary>
    public double? GuidingRmsPixels { get; init; }

    /// <summary>The numbers of a measured frame.</summary>
    /// <param name="measurement">What its pixels said.</param>
    /// <param name="guidingRmsPixels">Total RMS during the exposure, in pixels of this camera.</param>
    public static Sample Of(FrameMeasurement measurement, double? guidingRmsPixels = null) => new()
    {
        Stars = measurement.Stars,
        HfrPixels = measurement.HfrPixels,
        FwhmPixels = measurement.FwhmPixels,
        Eccentricity = measurement.Elongation is { } elongation ? EccentricityOf(elongation) : null,
        GuidingRmsPixels = guidingRmsPixels,
    };

    /// <summary>From the ratio of the long to the short axis.</summary>
    internal static double EccentricityOf(double elongation) => Math.Sqrt(1 - (1 / (elongation * elongation)));
}
