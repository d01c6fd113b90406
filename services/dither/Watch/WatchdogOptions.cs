namespace Sync.Dither.Watch;

/// <summary>What dither does when nobody tells it anything any more. Section "Watchdog".</summary>
public sealed class WatchdogOptions
{
    /// <summary>Where this is in the configuration.</summary>
    public const string Section = "Watchdog";

    /// <summary>What is told as "never", so that the scheduler need not believe anything for ever.</summary>
    internal static readonly TimeSpan Never = TimeSpan.FromHours(12);

    /// <summary>
    /// When nothing was heard of the scheduler for so long, the mount stops and parks; longer than the longest lease of a round. Zero, or none: it
    /// tracks on.
    /// </summary>
    public TimeSpan? After { get; set; } = TimeSpan.FromMinutes(20);

    internal bool IsOn => After > TimeSpan.Zero;

    internal TimeSpan StaysFor => IsOn ? After!.Value : Never;

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (After is { } after && after != TimeSpan.Zero && (after < TimeSpan.FromMinutes(1) || after > Never))
            yield return $"{Section}:After is {after}; allowed is 1 minute to {Never.TotalHours:0} hours, or zero for never.";
    }
}
