namespace Sync.Measure;

/// <summary>How a frame is measured.</summary>
public sealed record MeasureOptions
{
    /// <summary>The defaults.</summary>
    public static MeasureOptions Default { get; } = new();

    /// <summary>Side of a tile of the sky mesh, in pixels; at least 8.</summary>
    public int TilePixels { get; init; } = 64;

    /// <summary>Detection threshold of the smoothed frame, in units of the sky's noise (of single pixels, as DETECT_THRESH of SExtractor).</summary>
    public double DetectionSigma { get; init; } = 5;

    /// <summary>Fewest joined pixels above the threshold that make a star.</summary>
    public int MinimumAreaPixels { get; init; } = 5;

    /// <summary>A star with a pixel at or above this level (ADU, sky included) is saturated. The default fits 16 bit files.</summary>
    public double SaturationAdu { get; init; } = 65000;

    /// <summary>Stars of a lower signal-to-noise ratio are counted, but left out of the medians.</summary>
    public double MinimumSignalToNoise { get; init; } = 10;

    internal void Validate()
    {
        Require(TilePixels >= 8, nameof(TilePixels), TilePixels, "at least 8");
        Require(DetectionSigma > 0, nameof(DetectionSigma), DetectionSigma, "above 0");
        Require(MinimumAreaPixels >= 1, nameof(MinimumAreaPixels), MinimumAreaPixels, "at least 1");
        Require(MinimumSignalToNoise >= 0, nameof(MinimumSignalToNoise), MinimumSignalToNoise, "0 or more");
    }

    private static void Require(bool holds, string name, object value, string allowed)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}; it must be {allowed}."));
        }
    }
}
