using Sync.Astro.Fits;
using Sync.Measure;

namespace Sync.Grader;

/// <summary>Measures the stars of FITS files.</summary>
public static class GradeFiles
{
    /// <summary>One result for each file, in their order, each when it is asked for. A file that cannot be read gives its problem; the others go on.</summary>
    /// <param name="files">Paths.</param>
    /// <param name="options">How to measure. A file's own SATURATE card (ADU) goes before the saturation level given here.</param>
    /// <param name="time">Only its timestamps are used, to say how long the measuring took.</param>
    public static IEnumerable<FileMeasurement> Measure(IEnumerable<string> files, MeasureOptions options, TimeProvider time) =>
        files.Select(file => Measure(file, options, time));

    private static FileMeasurement Measure(string file, MeasureOptions options, TimeProvider time)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var image = FitsReader.Read(stream);
            var fitting = options with { SaturationAdu = image.Header.Number("SATURATE") ?? options.SaturationAdu };
            var started = time.GetTimestamp();
            var measured = Frame.Measure(image.Pixels, image.Width, image.Height, fitting);
            return Of(file, measured, time.GetElapsedTime(started));
        }
        catch (Exception e) when (e is FitsException or IOException or UnauthorizedAccessException)
        {
            return new FileMeasurement { File = file, Problem = $"{file} cannot be read: {e.Message}" };
        }
    }

    private static FileMeasurement Of(string file, FrameMeasurement measured, TimeSpan took) => new()
    {
        File = file,
        Stars = measured.Stars,
        HfrPixels = measured.HfrPixels,
        FwhmPixels = measured.FwhmPixels,
        Elongation = measured.Elongation,
        AngleDegrees = measured.AngleDegrees,
        // A frame of nothing but blank pixels has no sky, and NaN is no number in JSON.
        Background = double.IsFinite(measured.Background) ? measured.Background : null,
        Noise = double.IsFinite(measured.Noise) ? measured.Noise : null,
        MeasureMilliseconds = took.TotalMilliseconds,
    };
}
