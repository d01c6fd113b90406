using Sync.Contracts;

namespace Sync.CameraAgent.Calibration;

/// <summary>An exposure that was tried for flats, and the median of its pixels as they were read out.</summary>
internal sealed record FlatTry(TimeSpan Exposure, double Adu);

/// <summary>What is to be done next to find out how long flats are exposed.</summary>
internal abstract record FlatStep;

/// <summary>Expose for so long, and measure.</summary>
internal sealed record TryFlat(TimeSpan Exposure) : FlatStep;

/// <summary>Flats are exposed for so long.</summary>
internal sealed record FlatFound(TimeSpan Exposure) : FlatStep;

/// <summary>There is no such exposure.</summary>
internal sealed record NoFlat(string Reason) : FlatStep;

/// <summary>
/// The search for a flat's exposure: the signal grows with time from the bias on, so two tries that are not saturated make a line, and one
/// makes a guess. Light that changes, as that of the sky, only makes it longer.
/// </summary>
internal static class FlatRun
{
    /// <summary>From here on pixels are near full, and tell nothing of how much light there was.</summary>
    public const double SaturatedAdu = 60000;

    /// <summary>Nobody needs more; who does has a light that flickers.</summary>
    public const int MostTries = 10;

    /// <summary>No guess from a single try is farther from it.</summary>
    private const double Leap = 8;

    /// <param name="level">what flats are to be like</param>
    /// <param name="tries">what was measured, in its order</param>
    public static FlatStep Next(FlatLevel level, IReadOnlyList<FlatTry> tries)
    {
        if (tries.Count == 0)
            return new TryFlat(Rounded(TimeSpan.FromSeconds(Math.Sqrt(level.Shortest.TotalSeconds * level.Longest.TotalSeconds)), level));
        var last = tries[^1];
        if (Math.Abs(last.Adu - level.Adu) <= level.Adu * level.TolerancePercent / 100)
            return new FlatFound(last.Exposure);
        if (last.Exposure >= level.Longest && last.Adu < level.Adu)
            return new NoFlat(FormattableString.Invariant($"{last.Exposure.TotalSeconds:0.###} s, the longest exposure that is allowed, give a median of {last.Adu:0} ADU, and {level.Adu} are wanted: it is too dark."));
        if (last.Exposure <= level.Shortest && last.Adu > level.Adu)
            return new NoFlat(FormattableString.Invariant($"{last.Exposure.TotalSeconds:0.###} s, the shortest exposure that is allowed, give a median of {last.Adu:0} ADU, and {level.Adu} are wanted: it is too bright."));
        if (tries.Count >= MostTries)
            return new NoFlat(FormattableString.Invariant($"After {tries.Count} exposures none has had a median near {level.Adu} ADU; the last, of {last.Exposure.TotalSeconds:0.###} s, had {last.Adu:0}."));
        return new TryFlat(Rounded(TimeSpan.FromSeconds(Guess(level, tries, last)), level));
    }

    private static double Guess(FlatLevel level, IReadOnlyList<FlatTry> tries, FlatTry last)
    {
        var seconds = last.Exposure.TotalSeconds;
        if (last.Adu >= SaturatedAdu)
            return seconds / Leap;
        var other = tries.LastOrDefault(t => t.Adu < SaturatedAdu && t.Exposure != last.Exposure);
        var slope = other is null ? 0 : (last.Adu - other.Adu) / (seconds - other.Exposure.TotalSeconds);
        return slope > 0
            ? seconds + ((level.Adu - last.Adu) / slope)
            : seconds * Math.Clamp(level.Adu / Math.Max(1, last.Adu), 1 / Leap, Leap);
    }

    /// <summary>To whole milliseconds, as headers have it, within what is allowed.</summary>
    private static TimeSpan Rounded(TimeSpan exposure, FlatLevel level)
    {
        var whole = TimeSpan.FromMilliseconds(Math.Round(exposure.TotalMilliseconds));
        return whole < level.Shortest ? level.Shortest : whole > level.Longest ? level.Longest : whole;
    }
}
