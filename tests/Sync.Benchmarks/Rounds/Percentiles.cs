using System.Globalization;

namespace Sync.Benchmarks.Rounds;

/// <summary>How durations were spread.</summary>
internal sealed record Percentiles(double P50Milliseconds, double P95Milliseconds, double MaxMilliseconds)
{
    /// <summary>By the nearest rank; all zero of nothing.</summary>
    public static Percentiles Of(IEnumerable<TimeSpan> spans)
    {
        var sorted = spans.Select(s => s.TotalMilliseconds).Order().ToList();
        return new(At(sorted, 0.5), At(sorted, 0.95), At(sorted, 1));
    }

    /// <summary>"p50 / p95 / max".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{P50Milliseconds,5:0.0} {P95Milliseconds,6:0.0} {MaxMilliseconds,6:0.0}");

    private static double At(List<double> sorted, double part) => sorted.Count == 0 ? 0 : sorted[(int)Math.Ceiling(part * sorted.Count) - 1];
}
