namespace Sync.Measure;

/// <summary>Measures the stars of a frame. Pure: pixels in, numbers out.</summary>
public static class Frame
{
    private const int EnoughStars = 5;

    /// <summary>Finds the stars and measures them.</summary>
    /// <param name="pixels">Levels in ADU, row by row, <paramref name="width"/> × <paramref name="height"/>; NaN where there is none.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="options">How to measure.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or an option is out of its range.</exception>
    public static FrameMeasurement Measure(ReadOnlySpan<float> pixels, int width, int height, MeasureOptions options)
    {
        options.Validate();
        var plane = Plane.Of(pixels, width, height);
        var sky = Sky.Measure(plane, options.TilePixels);
        var stars = Stars(plane, sky, options);
        var good = Good(stars, options.MinimumSignalToNoise);
        if (Medians.Of(good.Select(star => star.HfrPixels / star.FwhmPixels)) is { } concentration)
        {
            // One factor for the frame: its stars share the profile, and one star's wings are noisy.
            var factor = ProfileShape.FwhmFactor(concentration);
            stars = stars.ConvertAll(star => star with { FwhmPixels = star.FwhmPixels * factor });
            good = Good(stars, options.MinimumSignalToNoise);
        }

        return new FrameMeasurement
        {
            Stars = stars.Count,
            HfrPixels = Medians.Of(good.Select(star => star.HfrPixels)),
            FwhmPixels = Medians.Of(good.Select(star => star.FwhmPixels)),
            Elongation = Medians.Of(good.Select(star => star.Elongation)),
            AngleDegrees = Direction(good),
            Background = sky.MedianLevel,
            Noise = sky.MedianNoise,
            Saturated = stars.Count(star => star.Saturated),
            StarList = stars,
        };
    }

    private static List<Star> Stars(Plane plane, Sky sky, MeasureOptions options)
    {
        var detection = Detection.Find(plane, sky, options.DetectionSigma);
        var deblending = new Deblending(detection, sky);
        var peaks = new List<Peak>();
        foreach (var footprint in Footprints.Join(detection.Runs, options.MinimumAreaPixels))
        {
            deblending.Split(footprint, peaks);
        }

        var meter = new StarMeter(sky, new Neighbourhood(peaks, plane.Width, plane.Height), options);
        var stars = new List<Star>(peaks.Count);
        foreach (var peak in peaks)
        {
            if (meter.Measure(plane, peak) is { } star)
            {
                stars.Add(star);
            }
        }

        return stars;
    }

    /// <summary>Stars fit for the medians: those that touch another only where there are too few others.</summary>
    private static List<Star> Good(List<Star> stars, double minimumSignalToNoise)
    {
        var clear = stars.FindAll(star => !star.Saturated && star.SignalToNoise >= minimumSignalToNoise);
        var alone = clear.FindAll(star => !star.Blended);
        return alone.Count >= EnoughStars ? alone : clear;
    }

    /// <summary>Median of the stars' ellipticities as vectors of the doubled angle: directions at random cancel.</summary>
    private static double? Direction(List<Star> stars)
    {
        var cosine = Medians.Of(stars.Select(star => (star.Elongation - 1) * Math.Cos(star.AngleDegrees * Math.PI / 90)));
        var sine = Medians.Of(stars.Select(star => (star.Elongation - 1) * Math.Sin(star.AngleDegrees * Math.PI / 90)));
        return cosine is { } c && sine is { } s ? Math.Atan2(s, c) * 90 / Math.PI : null;
    }
}
