namespace Sync.Grader.Grading;

/// <summary>Which measures decide, and how far a frame may be from the others. The defaults are Target Scheduler's.</summary>
public sealed record GradingOptions
{
    /// <summary>The defaults.</summary>
    public static GradingOptions Default { get; } = new();

    /// <summary>Compare the guiding with <see cref="GuidingRmsLimitPixels"/>; a frame whose guiding is not known passes.</summary>
    public bool GuidingRms { get; init; } = true;

    /// <summary>Largest total RMS of the guiding, in pixels of the camera.</summary>
    public double GuidingRmsLimitPixels { get; init; } = 8;

    /// <summary>Compare the number of stars.</summary>
    public bool StarCount { get; init; } = true;

    /// <summary>Standard deviations that the star count may be away from the mean.</summary>
    public double StarCountSigmas { get; init; } = 4;

    /// <summary>Compare half-flux radii, in pixels.</summary>
    public WidthRule Hfr { get; init; } = new() { Enabled = true };

    /// <summary>Compare full widths at half maximum, in pixels.</summary>
    public WidthRule Fwhm { get; init; } = new();

    /// <summary>Compare eccentricities, 0 for round, below 1.</summary>
    public WidthRule Eccentricity { get; init; } = new();

    /// <summary>A frame that is better than the mean passes, however far from it.</summary>
    public bool AcceptImprovement { get; init; } = true;

    /// <summary>Fewest earlier frames to compare with; with fewer, a frame is accepted.</summary>
    public int MinimumSamples { get; init; } = 3;

    /// <summary>Most frames that are looked at, the graded one included.</summary>
    public int MaximumSamples { get; init; } = 10;

    /// <summary>Refuses settings that make no sense.</summary>
    /// <exception cref="ArgumentException">Says which setting, its value and what is allowed.</exception>
    public void Validate()
    {
        Require(GuidingRmsLimitPixels > 0, nameof(GuidingRmsLimitPixels), GuidingRmsLimitPixels, "above 0");
        Require(StarCountSigmas >= 0, nameof(StarCountSigmas), StarCountSigmas, "0 or more");
        Require(MinimumSamples >= 2, nameof(MinimumSamples), MinimumSamples, "at least 2");
        Require(MaximumSamples > MinimumSamples, nameof(MaximumSamples), MaximumSamples, "above MinimumSamples");
        foreach (var (name, rule) in new[] { (nameof(Hfr), Hfr), (nameof(Fwhm), Fwhm), (nameof(Eccentricity), Eccentricity) })
        {
            Require(rule.Sigmas >= 0, $"{name}:{nameof(rule.Sigmas)}", rule.Sigmas, "0 or more");
            Require(rule.AutoAcceptLevel >= 0, $"{name}:{nameof(rule.AutoAcceptLevel)}", rule.AutoAcceptLevel, "0 (off) or more");
            Require(rule.AutoRejectLevel >= 0, $"{name}:{nameof(rule.AutoRejectLevel)}", rule.AutoRejectLevel, "0 (off) or more");
        }
    }

    private static void Require(bool holds, string name, double value, string allowed)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"The grader's setting {name} is {value}; it must be {allowed}."));
        }
    }
}

/// <summary>How one measure is compared, of which less is better.</summary>
public sealed record WidthRule
{
    /// <summary>Whether the measure decides at all.</summary>
    public bool Enabled { get; init; }

    /// <summary>Standard deviations that the value may be away from the mean.</summary>
    public double Sigmas { get; init; } = 4;

    /// <summary>At or below this value the measure passes without a comparison; 0 is off. In the measure's own unit.</summary>
    public double AutoAcceptLevel { get; init; }

    /// <summary>Above this value the frame is rejected without a comparison; 0 is off. In the measure's own unit.</summary>
    public double AutoRejectLevel { get; init; }
}
