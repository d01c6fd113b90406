namespace Sync.Grader.Grading;

/// <summary>Mean and sample standard deviation (n - 1).</summary>
internal readonly record struct Spread(double Mean, double Deviation)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var all = values.ToArray();
        // Equal values have no spread at all, whatever the rounding of their mean.
        if (all.All(value => value == all[0]))
        {
            return new Spread(all[0], 0);
        }

        var mean = all.Average();
        return new Spread(mean, Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1)));
    }

    /// <summary>Whether the value is within so many deviations of the mean.</summary>
    public bool Holds(double value, double sigmas) => Math.Abs(value - Mean) <= sigmas * Deviation;
}
