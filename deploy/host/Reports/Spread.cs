namespace Sync.Host.Reports;

/// <summary>How a duration was spread, in seconds.</summary>
internal sealed record Spread(double P50, double P95, double Max)
{
    /// <summary>Of nothing, all are zero.</summary>
    public static Spread Of(IEnumerable<TimeSpan> spans)
    {
        var sorted = spans.Select(s => s.TotalSeconds).Order().ToList();
        return new(At(sorted, 0.5), At(sorted, 0.95), At(sorted, 1));
    }

    private static double At(List<double> sorted, double part) =>
        sorted.Count == 0 ? 0 : Math.Round(sorted[(int)Math.Ceiling(part * sorted.Count) - 1], 3);
}
