namespace Sync.Scheduler.Nights;

/// <summary>How the night waits, and how it dithers. Settings under "Night".</summary>
public sealed class NightOptions
{
    /// <summary>Whether a night begins by itself every evening. A process that plays one night begins it itself, and no other.</summary>
    public bool EveryEvening { get; init; } = true;

    /// <summary>How long before sunset such a night begins: time to cool and to look around.</summary>
    public TimeSpan BeforeSunset { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>No such night is longer; null when only the sky decides.</summary>
    public TimeSpan? AtMost { get; init; }

    /// <summary>How long to listen for cameras that are expected but have not announced themselves.</summary>
    public TimeSpan ListenForCameras { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A move that nothing is heard of for so long has failed. Longer than any limit of the dither service.</summary>
    public TimeSpan MoveWithin { get; init; } = TimeSpan.FromMinutes(12);

    /// <summary>Pause after the first failed move or the first round that nobody could open; doubled each time.</summary>
    public TimeSpan PauseAfterFailure { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>No such pause is longer.</summary>
    public TimeSpan PauseAtMost { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the telescopes are dithered; where not, rounds only synchronise.</summary>
    public bool Dithering { get; init; } = true;

    /// <summary>One step of the dither pattern, on the sky.</summary>
    public double DitherArcseconds { get; init; } = 8;

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (BeforeSunset < TimeSpan.Zero || BeforeSunset > TimeSpan.FromHours(6))
            yield return $"Night:BeforeSunset is {BeforeSunset}; allowed is 0 to 6 hours.";
        if (AtMost <= TimeSpan.Zero)
            yield return $"Night:AtMost is {AtMost}; it must be longer than zero.";
        if (ListenForCameras < TimeSpan.Zero)
            yield return $"Night:ListenForCameras is {ListenForCameras}; it can't be negative.";
        if (MoveWithin <= TimeSpan.Zero)
            yield return $"Night:MoveWithin is {MoveWithin}; it must be longer than zero.";
        if (PauseAfterFailure <= TimeSpan.Zero || PauseAtMost < PauseAfterFailure)
            yield return $"Night:PauseAfterFailure is {PauseAfterFailure} and Night:PauseAtMost {PauseAtMost}; the first must be longer than zero and not longer than the second.";
        if (DitherArcseconds is not (> 0 and <= 600))
            yield return $"Night:DitherArcseconds is {DitherArcseconds}; allowed is more than 0 up to 600.";
    }
}
