namespace Sync.Scheduler.Nights;

/// <summary>How near to the middle of its target the telescopes are brought behind a slew. Settings under "Centring"; which camera says so is the rig's.</summary>
public sealed class CentringOptions
{
    /// <summary>A field whose middle is so near to the target is not moved any more; 0 for never finding out.</summary>
    public double ToleranceArcseconds { get; init; } = 60;

    /// <summary>How often it is looked, behind one slew, where the telescopes point; then they go on as they are.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (ToleranceArcseconds is not (0 or (>= 1 and <= 36_000)))
            yield return FormattableString.Invariant($"Centring:ToleranceArcseconds is {ToleranceArcseconds}; allowed is 1 to 36000, or 0 for never.");
        if (Tries is < 1 or > 20)
            yield return $"Centring:Tries is {Tries}; allowed is 1 to 20.";
    }
}
