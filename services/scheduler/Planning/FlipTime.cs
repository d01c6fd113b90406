namespace Sync.Scheduler.Planning;

/// <summary>When one target needs a flip.</summary>
/// <param name="rule">of the rig; null for a mount that does not flip</param>
/// <param name="pointing">null when the telescopes do not look at it: a slew would choose the side</param>
/// <param name="visibility">of the target</param>
internal sealed class FlipTime(FlipRule? rule, Pointing? pointing, Visibility visibility)
{
    /// <summary>When all exposures must have ended; null when no flip is before them.</summary>
    public DateTimeOffset? EndsAt(DateTimeOffset at) => IsAhead(at) ? rule!.Ends(visibility.TransitNear(at)) : null;

    /// <summary>When the flip that is ahead can be made; null when none is.</summary>
    public DateTimeOffset? BeginsAt(DateTimeOffset at) => IsAhead(at) ? rule!.Begins(visibility.TransitNear(at)) : null;

    /// <summary>Whether the telescopes look at it from the wrong side.</summary>
    public bool IsDue(DateTimeOffset at) =>
        rule is not null && pointing is not null && visibility.TransitNear(at) is var transit && at >= rule.Begins(transit) && !IsOver(transit);

    private bool IsAhead(DateTimeOffset at) =>
        rule is not null && visibility.TransitNear(at) is var transit && at < rule.Begins(transit) && !IsOver(transit);

    private bool IsOver(DateTimeOffset transit) => pointing is { } known && (known.Flipped ?? known.Since >= transit);
}
