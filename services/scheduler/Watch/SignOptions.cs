namespace Sync.Scheduler.Watch;

/// <summary>How dither is told that the scheduler is there. Settings under "Watchdog", beside dither's own.</summary>
public sealed class SignOptions
{
    /// <summary>From one sign to the next; much shorter than Watchdog:After.</summary>
    public TimeSpan SignEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (SignEvery < TimeSpan.FromSeconds(1) || SignEvery > TimeSpan.FromMinutes(10))
            yield return $"Watchdog:SignEvery is {SignEvery}; allowed is 1 second to 10 minutes.";
    }
}
