namespace Sync.Scheduler.Safety;

/// <summary>What comes after it was not safe to be out. Settings under "Safety".</summary>
public sealed class SafetyOptions
{
    /// <summary>Whether the night goes on by itself; otherwise the operator resumes it.</summary>
    public bool Resumes { get; init; } = true;

    /// <summary>How long it must have been safe before.</summary>
    public TimeSpan ResumeAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (ResumeAfter < TimeSpan.Zero || ResumeAfter > TimeSpan.FromHours(12))
            yield return $"Safety:ResumeAfter is {ResumeAfter}; allowed is 0 to 12 hours.";
    }
}
