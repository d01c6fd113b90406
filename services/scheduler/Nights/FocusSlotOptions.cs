namespace Sync.Scheduler.Nights;

/// <summary>When cameras may look for their focus, and how long. Settings under "FocusSlots"; how they do it is theirs.</summary>
public sealed class FocusSlotOptions
{
    /// <summary>No run through focus is longer. The round's window is at least so long, and the others wait no longer than until it is done.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A camera that was let is not let again before, whatever came of it: focus that can't be found now won't be found a minute later.</summary>
    public TimeSpan AgainAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>At a gap in which one camera's need is at 100 percent, those with so much go along.</summary>
    public double AlongPercent { get; init; } = 70;

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (Within < TimeSpan.FromSeconds(10) || Within > TimeSpan.FromHours(1))
            yield return $"FocusSlots:Within is {Within}; allowed is 10 seconds to 1 hour.";
        if (AgainAfter < TimeSpan.FromMinutes(1) || AgainAfter > TimeSpan.FromDays(1))
            yield return $"FocusSlots:AgainAfter is {AgainAfter}; allowed is 1 minute, in which news of a camera have certainly come, to 1 day.";
        if (AlongPercent is not (>= 1 and <= 100))
            yield return FormattableString.Invariant($"FocusSlots:AlongPercent is {AlongPercent}; allowed is 1 to 100.");
    }
}
