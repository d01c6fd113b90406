namespace Sync.Scheduler.Planning;

/// <summary>What one camera could take in a round.</summary>
/// <param name="Camera">its name</param>
/// <param name="Exposure">of one frame</param>
/// <param name="Gap">between the end of one exposure and the beginning of the next, for reading out</param>
/// <param name="Most">frames that are wanted of it; at least 1</param>
/// <param name="Weight">of its open-shutter time against the others'; 1 for all alike</param>
public readonly record struct CameraRun(string Camera, TimeSpan Exposure, TimeSpan Gap, int Most, double Weight = 1)
{
    /// <summary>From the first opening of its shutter to the last closing.</summary>
    public TimeSpan Length(int frames) => (frames * Exposure) + ((frames - 1) * Gap);

    /// <summary>How many fit, one after the other; the last one may be read out while the sky moves.</summary>
    public int FramesIn(TimeSpan window) => window < Exposure ? 0 : (int)Math.Min(Most, (window + Gap).Ticks / (Exposure + Gap).Ticks);
}

/// <summary>How long the shutters of a round may be open, and how many frames each camera takes in it.</summary>
/// <param name="Length">from the opening to the last closing</param>
/// <param name="Frames">of each camera, by its name</param>
/// <param name="OpenPart">weighted open-shutter time of all cameras, as a part of what the window and the gap behind it would hold</param>
public sealed record Window(TimeSpan Length, IReadOnlyDictionary<string, int> Frames, double OpenPart);

/// <summary>Chooses the window of a round.</summary>
public static class WindowPacking
{
    /// <summary>Each camera takes one frame, and the longest sets the length.</summary>
    public static Window Strict(IReadOnlyList<CameraRun> cameras, TimeSpan gap) =>
        Of(cameras.Max(c => c.Exposure), [.. cameras.Select(c => c with { Most = 1 })], gap);

    /// <summary>The lead takes one frame; the others go on as long as the next one, and its reading out, fits into that.</summary>
    /// <param name="cameras">all, the lead among them</param>
    /// <param name="lead">whose frame sets the length</param>
    /// <param name="gap">of the move, or the mere change of rounds, behind the window</param>
    public static Window Loose(IReadOnlyList<CameraRun> cameras, string lead, TimeSpan gap)
    {
        var length = cameras.Single(c => c.Camera == lead).Exposure;
        var within = cameras.Select(c => c.Camera == lead ? c with { Most = 1 } : c with { Most = Math.Max(1, Math.Min(c.Most, (int)(length.Ticks / (c.Exposure + c.Gap).Ticks))) });
        return Of(length, [.. within.Where(c => c.Exposure <= length)], gap);
    }

    /// <summary>
    /// The length, among those at which some camera ends a frame, that gives the most open-shutter time for each second with its
    /// gap. Of equally good ones the shortest: a round that is over sooner can be chosen anew sooner.
    /// </summary>
    /// <param name="cameras">all that take part</param>
    /// <param name="gap">of the move, or the mere change of rounds, behind the window</param>
    /// <param name="most">longest time between two dithers, or until dawn, flip or set; a camera whose frame is longer stays out</param>
    /// <returns>null when not one frame fits</returns>
    public static Window? Packed(IReadOnlyList<CameraRun> cameras, TimeSpan gap, TimeSpan most) => cameras
        .SelectMany(c => Enumerable.Range(1, Math.Max(1, c.FramesIn(most))).Select(c.Length))
        .Where(length => length <= most)
        .Distinct()
        .Order()
        .Select(length => Of(length, cameras, gap))
        .Aggregate((Window?)null, (best, next) => best is null || next.OpenPart > best.OpenPart + Nothing ? next : best);

    /// <summary>Two ways to add up the same seconds.</summary>
    private const double Nothing = 1e-9;

    private static Window Of(TimeSpan length, IReadOnlyList<CameraRun> cameras, TimeSpan gap)
    {
        var frames = cameras.ToDictionary(c => c.Camera, c => c.FramesIn(length));
        var open = cameras.Sum(c => c.Weight * (frames[c.Camera] * c.Exposure).TotalSeconds);
        return new(length, frames, open / (cameras.Sum(c => c.Weight) * (length + gap).TotalSeconds));
    }
}
