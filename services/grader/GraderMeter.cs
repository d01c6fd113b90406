using System.Diagnostics.Metrics;
using Sync.Contracts;

namespace Sync.Grader;

/// <summary>What is measured of frames.</summary>
internal sealed class GraderMeter : IDisposable
{
    private static readonly InstrumentAdvice<double> Pixels = new() { HistogramBucketBoundaries = [0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 5, 6, 8, 10, 15] };
    private readonly Meter meter = new("Sync.Grader");
    private readonly Histogram<double> hfr;

    public GraderMeter() => hfr = meter.CreateHistogram("sync.frame.hfr", "px", "Median half-flux radius of a frame's stars.", null, Pixels);

    public Meter Meter => meter;

    /// <summary>Once for each frame, when what was measured of it is kept.</summary>
    public void Measured(GradeFrame frame, double? hfrPixels)
    {
        if (hfrPixels is { } radius)
            hfr.Record(radius, new KeyValuePair<string, object?>("camera.name", frame.Camera), new KeyValuePair<string, object?>("filter.name", frame.Filter ?? "none"));
    }

    public void Dispose() => meter.Dispose();
}
