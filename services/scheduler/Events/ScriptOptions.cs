namespace Sync.Scheduler.Events;

/// <summary>The night's script. Settings under "Script".</summary>
public sealed class ScriptOptions
{
    /// <summary>A YAML file; null for no script.</summary>
    public string? File { get; init; }

    /// <summary>Where "notify" posts to, as JSON with "text" and "content"; whoever knows it may write there, so it is secret. Null for nowhere.</summary>
    public string? Webhook { get; init; }

    /// <summary>How long a step may take that says nothing else; who has not done it by then is named, and the night goes on.</summary>
    public TimeSpan StepWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>One sentence for each setting that can't be used. An address is not repeated.</summary>
    public IEnumerable<string> Errors()
    {
        if (Webhook is { Length: > 0 } && !(Uri.TryCreate(Webhook, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return "Script:Webhook is no address; allowed is one that begins with http:// or https://.";
        if (StepWithin <= TimeSpan.Zero || StepWithin > TimeSpan.FromHours(12))
            yield return $"Script:StepWithin is {StepWithin}; it must be more than 0 and at most 12 hours.";
    }
}
