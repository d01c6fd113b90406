namespace Sync.Scheduler.Rounds;

/// <summary>How long a round waits for whom. Settings under "Rounds".</summary>
public sealed class RoundOptions
{
    /// <summary>No camera is waited for longer than this, whatever its slot is worth.</summary>
    public TimeSpan PatienceAtMost { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A shutter that is not closed so long after the end of its slot is missing.</summary>
    public TimeSpan CloseWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a lease is longer than the longest slot: time to take a stamp, to send it, and to start.</summary>
    public TimeSpan LeaseAllowance { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (PatienceAtMost <= TimeSpan.Zero)
            yield return $"Rounds:PatienceAtMost is {PatienceAtMost}; it must be longer than zero.";
        if (CloseWithin <= TimeSpan.Zero)
            yield return $"Rounds:CloseWithin is {CloseWithin}; it must be longer than zero.";
        if (LeaseAllowance <= CloseWithin)
            yield return $"Rounds:LeaseAllowance is {LeaseAllowance}; it must be longer than Rounds:CloseWithin, which is {CloseWithin}.";
    }
}
