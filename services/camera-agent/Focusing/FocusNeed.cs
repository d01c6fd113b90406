namespace Sync.CameraAgent.Focusing;

/// <summary>When a camera wants to focus anew; null for a reason that does not count.</summary>
/// <param name="Frames">taken since</param>
/// <param name="Time">gone by since</param>
/// <param name="DegreesCelsius">by which the focuser's temperature has changed since</param>
/// <param name="HfrGrowth">of the stars' radius since, a part of the best: 0.05 is 5 %</param>
/// <param name="Filter">whether another filter is one</param>
/// <param name="AtStart">whether it is one that no run has found the focus tonight</param>
internal sealed record FocusTriggers(int? Frames, TimeSpan? Time, double? DegreesCelsius, double? HfrGrowth, bool Filter, bool AtStart);

/// <summary>What has happened since a camera was focused.</summary>
internal sealed record SinceFocus
{
    public required int Frames { get; init; }

    public required TimeSpan Time { get; init; }

    /// <summary>Then and now; null where no thermometer is.</summary>
    public required (double Then, double Now)? DegreesCelsius { get; init; }

    /// <summary>Of the frames since, in the same filter, in their order, pixels.</summary>
    public required IReadOnlyList<double> Hfrs { get; init; }

    public required bool OtherFilter { get; init; }

    /// <summary>Whether a run has found it since noon.</summary>
    public required bool Tonight { get; init; }
}

/// <summary>How much a camera needs to focus: 1 is due, less is so much of the way there.</summary>
/// <param name="Part">0 and more</param>
/// <param name="Reason">what weighs most</param>
internal readonly record struct FocusNeed(double Part, string Reason)
{
    /// <summary>A trend through fewer is none.</summary>
    private const int FewestRadii = 3;

    private const int NewestRadii = 10;

    public static FocusNeed Of(SinceFocus since, FocusTriggers triggers)
    {
        var needs = new List<FocusNeed> { new(0, "Nothing has changed since it was focused.") };
        if (triggers.Frames is { } frames)
            needs.Add(new((double)since.Frames / frames, $"{since.Frames} frames since it was focused; {frames} are the limit."));
        if (triggers.Time is { } time)
            needs.Add(new(since.Time / time, $"{since.Time.TotalMinutes:0} min since it was focused; {time.TotalMinutes:0} are the limit."));
        if (triggers.DegreesCelsius is { } degrees && since.DegreesCelsius is var (then, now))
            needs.Add(new(Math.Abs(now - then) / degrees, $"{now - then:+0.0;-0.0} °C since it was focused; {degrees:0.0} are the limit."));
        if (triggers.HfrGrowth is { } growth && Growth(since.Hfrs) is { } grown)
            needs.Add(new(grown / growth, $"Stars have grown by {100 * grown:0.0} % since it was focused; {100 * growth:0.0} are the limit."));
        if (triggers.Filter && since.OtherFilter)
            needs.Add(new(1, "It looks through another filter than when it was focused."));
        if (triggers.AtStart && !since.Tonight)
            needs.Add(new(1, "It has not been focused tonight."));
        return needs.MaxBy(n => n.Part);
    }

    /// <summary>What a straight line through the newest radii says of the last one, against the best: one bad frame is no trend.</summary>
    private static double? Growth(IReadOnlyList<double> radii)
    {
        var newest = radii.Skip(Math.Max(0, radii.Count - NewestRadii)).ToList();
        if (newest.Count < FewestRadii)
            return null;
        var (middle, mean) = ((newest.Count - 1) / 2.0, newest.Average());
        var slope = newest.Select((r, i) => (i - middle) * (r - mean)).Sum() / newest.Select((_, i) => (i - middle) * (i - middle)).Sum();
        return Math.Max(0, ((mean + (slope * middle)) / radii.Min()) - 1);
    }
}
