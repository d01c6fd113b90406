namespace Sync.Grader.Grading;

/// <summary>
/// Judges a frame by comparing it with earlier ones. The rules and their order are Target Scheduler's, but for three of its slips:
/// the guiding is compared in pixels, an unknown eccentricity passes as an unknown FWHM does, and a width of zero is never good enough.
/// </summary>
public static class FrameGrader
{
    private const double NearZero = 0.001;

    /// <summary>The first measure that fails decides.</summary>
    /// <param name="frame">The frame to judge.</param>
    /// <param name="population">
    /// Earlier frames of the same target, plan, filter, camera, exposure, gain and binning, the newest first, without this one.
    /// </param>
    /// <param name="options">The rules.</param>
    public static Verdict Grade(Sample frame, IReadOnlyList<Sample> population, GradingOptions options)
    {
        if (options.GuidingRms && frame.GuidingRmsPixels > options.GuidingRmsLimitPixels)
        {
            return Verdict.Reject(Reasons.GuidingRms);
        }

        if (population.Count < options.MinimumSamples)
        {
            return Verdict.Accept;
        }

        // The largest sample counts the frame itself.
        var others = population.Take(options.MaximumSamples - 1).ToArray();
        var failed =
            options.StarCount && !StarCountPasses(frame, others, options) ? Reasons.StarCount
            : options.Hfr.Enabled && !HfrPasses(frame, others, options) ? Reasons.Hfr
            : options.Fwhm.Enabled && !ShapePasses(frame, others, sample => sample.FwhmPixels, options.Fwhm, options) ? Reasons.Fwhm
            : options.Eccentricity.Enabled && !ShapePasses(frame, others, sample => sample.Eccentricity, options.Eccentricity, options)
                ? Reasons.Eccentricity
            : null;
        return failed is null ? Verdict.Accept : Verdict.Reject(failed);
    }

    private static bool StarCountPasses(Sample frame, Sample[] others, GradingOptions options)
    {
        var spread = Spread.Of(others.Select(sample => (double)sample.Stars));
        return frame.Stars > 0
            && ((options.AcceptImprovement && frame.Stars > spread.Mean) || spread.Holds(frame.Stars, options.StarCountSigmas));
    }

    /// <summary>A frame without a half-flux radius is as one with none: it fails.</summary>
    private static bool HfrPasses(Sample frame, Sample[] others, GradingOptions options)
    {
        var value = Known(frame.HfrPixels) ?? 0;
        var spread = Spread.Of(others.Select(sample => Known(sample.HfrPixels) ?? 0));
        return ByLevel(value, options.Hfr) ?? NotWorse(value, spread, options.Hfr, options);
    }

    /// <summary>FWHM and eccentricity: unknown values, in the frame or in one of the others, are no ground to reject it.</summary>
    private static bool ShapePasses(Sample frame, Sample[] others, Func<Sample, double?> measure, WidthRule rule, GradingOptions options)
    {
        if (Known(measure(frame)) is not { } value)
        {
            return true;
        }

        if (ByLevel(value, rule) is { } decided)
        {
            return decided;
        }

        var values = others.Select(sample => Known(measure(sample)) ?? 0).ToArray();
        return values.Any(other => other <= 0) || NotWorse(value, Spread.Of(values), rule, options);
    }

    private static double? Known(double? value) => value is { } number && double.IsNaN(number) ? null : value;

    private static bool? ByLevel(double value, WidthRule rule) =>
        rule.AutoAcceptLevel > 0 && value <= rule.AutoAcceptLevel && value > NearZero ? true
        : rule.AutoRejectLevel > 0 && value > rule.AutoRejectLevel ? false
        : null;

    private static bool NotWorse(double value, Spread spread, WidthRule rule, GradingOptions options) =>
        Math.Abs(value) > NearZero
        && ((options.AcceptImprovement && value < spread.Mean) || spread.Holds(value, rule.Sigmas));
}
