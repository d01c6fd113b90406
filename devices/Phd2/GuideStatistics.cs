namespace Sync.Devices.Phd2;

/// <summary>How well an interval was guided.</summary>
/// <param name="Steps">frames with a star of known scale that were counted</param>
/// <param name="LostFrames">frames without a star</param>
/// <param name="SettlingFrames">frames while guiding settled, counted or not</param>
/// <param name="RightAscensionRmsArcseconds">standard deviation about the mean, as PHD2 shows it: a constant offset blurs no star</param>
/// <param name="DeclinationRmsArcseconds">as that of right ascension</param>
/// <param name="PeakArcseconds">the greatest distance of a step from the lock position</param>
/// <param name="OffsetArcseconds">distance of the mean from the lock position</param>
public sealed record GuideStatistics(
    int Steps,
    int LostFrames,
    int SettlingFrames,
    double RightAscensionRmsArcseconds,
    double DeclinationRmsArcseconds,
    double PeakArcseconds,
    double OffsetArcseconds)
{
    /// <summary>Both axes together, arcseconds.</summary>
    public double TotalRmsArcseconds => double.Hypot(RightAscensionRmsArcseconds, DeclinationRmsArcseconds);

    /// <returns>null when no step has a star and a scale</returns>
    internal static GuideStatistics? Of(IReadOnlyCollection<GuideStep> steps, bool withSettling)
    {
        var counted = steps.Where(s => s.HasStar && s.PixelArcseconds is not null && (withSettling || !s.Settling)).ToList();
        if (counted.Count == 0)
            return null;
        var (ra, dec) = (counted.ConvertAll(s => s.RightAscensionPixels * s.PixelArcseconds!.Value), counted.ConvertAll(s => s.DeclinationPixels * s.PixelArcseconds!.Value));
        return new(
            counted.Count,
            steps.Count(s => !s.HasStar),
            steps.Count(s => s.Settling),
            Deviation(ra),
            Deviation(dec),
            ra.Zip(dec, double.Hypot).Max(),
            double.Hypot(ra.Average(), dec.Average()));
    }

    private static double Deviation(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
