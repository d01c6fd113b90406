namespace Sync.Devices.Stations;

/// <summary>Whether telescopes may be out in this weather, or all that speaks against it. What is not known is not safe.</summary>
internal static class WeatherJudge
{
    /// <param name="report">what the station tells</param>
    /// <param name="limits">the worst that is allowed</param>
    /// <param name="fresh">how old a reading may be</param>
    /// <param name="passed">limits that were passed, and from which weather has not come back yet by their margin</param>
    /// <returns>also the limits that count as passed from now on</returns>
    public static (Safety Safety, IReadOnlySet<WeatherSubject> Passed) Judge(
        WeatherReport report, IReadOnlyList<WeatherLimit> limits, TimeSpan fresh, IReadOnlySet<WeatherSubject> passed)
    {
        var reasons = report.Alarms.ToList();
        var still = new HashSet<WeatherSubject>();
        foreach (var limit in limits)
        {
            var (reason, isPassed) = Judge(report, limit, fresh, passed.Contains(limit.Subject));
            if (reason is not null)
                reasons.Add(reason);
            if (isPassed)
                still.Add(limit.Subject);
        }
        return (reasons.Count == 0 ? Safety.Safe : new Safety(false, string.Join("; ", reasons)), still);
    }

    private static (string? Reason, bool Passed) Judge(WeatherReport report, WeatherLimit limit, TimeSpan fresh, bool passed)
    {
        foreach (var quantity in limit.Needs)
        {
            if (report.Readings.TryGetValue(quantity, out var told) && !IsPossible(quantity, told.Value))
                return (Say($"{quantity} is told as {told.Value:0.##}, which can't be"), passed);
        }
        if (WeatherSubjects.Of(limit.Subject, report.Readings) is not { } reading)
            return ($"nobody tells the {limit.Subject.Words()}", passed);
        if (reading.Age > fresh)
            return (Old(limit.Subject.Words(), reading.Age, fresh), passed);
        if (limit.IsPassedBy(reading.Value))
            return (Passed(limit, reading.Value), true);
        return passed && !limit.IsBackAt(reading.Value) ? (Near(limit, reading.Value), true) : (null, false);
    }

    private static string Passed(WeatherLimit limit, double value) => Say(
        $"{limit.Subject.Words()} is {value:0.##} {limit.Unit}, {Math.Abs(value - limit.Value):0.##} {limit.Unit} {(limit.IsLeast ? "under" : "over")} the limit of {limit.Value:0.##}");

    private static string Near(WeatherLimit limit, double value) => Say(
        $"{limit.Subject.Words()} is {value:0.##} {limit.Unit} again, and {limit.Return:0.##} or {(limit.IsLeast ? "more" : "less")} is waited for");

    private static string Old(string subject, TimeSpan age, TimeSpan fresh) => age == TimeSpan.MaxValue
        ? $"the {subject} has never been measured"
        : Say($"the {subject} was measured {age.TotalSeconds:0} s ago; {fresh.TotalSeconds:0} s is allowed");

    /// <summary>Stations tell -1, -999 or 0 K where a sensor is gone.</summary>
    private static bool IsPossible(WeatherQuantity quantity, double value) => quantity switch
    {
        WeatherQuantity.CloudPercent => value is >= 0 and <= 100,
        WeatherQuantity.HumidityPercent => value is >= 0 and <= 110,
        WeatherQuantity.WindMetresPerSecond or WeatherQuantity.GustMetresPerSecond => value is >= 0 and <= 150,
        WeatherQuantity.RainMillimetresPerHour => value is >= 0 and <= 1000,
        WeatherQuantity.AirCelsius or WeatherQuantity.DewPointCelsius => value is >= -100 and <= 70,
        WeatherQuantity.SkyCelsius => value is >= -150 and <= 80,
        WeatherQuantity.SkyMagnitudes => value is >= -30 and <= 30,
        _ => value is >= 0 and <= 100,
    };

    private static string Say(FormattableString words) => FormattableString.Invariant(words);
}
