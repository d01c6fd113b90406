namespace Sync.Scheduler.Nights;

/// <summary>How long cameras may take to find out how their fields lie, and to turn them. Settings under "SolveSlots"; how they do it is theirs.</summary>
public sealed class SolveSlotOptions
{
    /// <summary>No longer; then the camera goes on with its field as it lies. The round's window is at least so long, and the others wait no longer than until it is done.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (Within < TimeSpan.FromSeconds(10) || Within > TimeSpan.FromHours(1))
            yield return $"SolveSlots:Within is {Within}; allowed is 10 seconds to 1 hour.";
    }
}
