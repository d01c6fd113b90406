namespace Sync.Measure;

internal static class Medians
{
    /// <summary>Median of the finite values; NaN when there is none.</summary>
    public static double Of(ReadOnlySpan<float> values)
    {
        var finite = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                finite.Add(value);
            }
        }

        return Of(finite) ?? double.NaN;
    }

    /// <summary>Median; null when there is no value.</summary>
    public static double? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? null
            : sorted.Length % 2 == 1 ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
