namespace Sync.Benchmarks.Rounds;

/// <summary>One night to be measured.</summary>
/// <param name="Program">`sync.dll` of the build that is measured</param>
/// <param name="Cameras">of the rig, each with a process of its own</param>
/// <param name="Rounds">that are counted</param>
/// <param name="Dithers">whether there is a dither before every round</param>
/// <param name="ExposureSeconds">of every frame</param>
internal sealed record RoundsOrder(string Program, int Cameras, int Rounds, bool Dithers, double ExposureSeconds)
{
    /// <summary>Programs that have just started are still being compiled.</summary>
    public const int WarmUp = 5;

    /// <summary>
    /// A round waits for a late camera while the others lose less than it would add. The last of many downloads is waited for only where
    /// exposures are so long, for each camera of the rig.
    /// </summary>
    private const double WorthWaitingSeconds = 0.4;

    private const double LongestDitherSeconds = 13;
    private const double LongestDownloadSeconds = 1.2;

    /// <summary>Two such processes compete for a processor while they start.</summary>
    private static readonly TimeSpan StartOfOne = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>So long at least that every round has all cameras.</summary>
    public static double Exposure(int cameras, double askedSeconds) => Math.Max(askedSeconds, cameras * WorthWaitingSeconds);

    /// <summary>The round in the middle of which it ends.</summary>
    public int LastRound => WarmUp + Rounds + 1;

    /// <summary>No night is longer.</summary>
    public TimeSpan AtMost => Slack + (Cameras * StartOfOne)
        + (LastRound * TimeSpan.FromSeconds(ExposureSeconds + (Dithers ? LongestDitherSeconds : 0) + LongestDownloadSeconds + 0.5));
}
