namespace Sync.Script;

/// <summary>Where a night stands, as far as its script is concerned. Kept with the night.</summary>
public sealed record Standing
{
    /// <summary>What the telescopes look at for a while; null during a wait and before the first target.</summary>
    public Guid? StaysOn { get; init; }

    /// <summary>The last target; null before the first, and when it has been left for good.</summary>
    public Guid? Visits { get; init; }

    /// <summary>Whether a wait has begun.</summary>
    public bool Waits { get; init; }
}

/// <summary>What a night is about to do.</summary>
/// <param name="Target">the target of the next round; null when there is no round now</param>
/// <param name="Ends">whether nothing more follows</param>
public readonly record struct Outlook(Guid? Target, bool Ends);

/// <summary>The choice of what happens when.</summary>
public static class Occasions
{
    /// <param name="standing">where the night stands</param>
    /// <param name="next">what it is about to do</param>
    /// <param name="isComplete">whether all that was wanted of a target has been taken</param>
    /// <returns>what comes before that, in its order, and where the night stands then; once more from there nothing comes</returns>
    public static (IReadOnlyList<(Occasion Occasion, Guid? Target)> Due, Standing Then) Before(Standing standing, Outlook next, Func<Guid, bool> isComplete)
    {
        var due = new List<(Occasion, Guid?)>();
        if (standing.Waits && (next.Target is not null || next.Ends))
            due.Add((Occasion.AfterWait, next.Target));
        if (standing.StaysOn is { } left && left != next.Target)
            due.Add((Occasion.AfterEachTarget, left));
        var forGood = standing.Visits is { } visited && visited != next.Target && (next.Target is not null || next.Ends || isComplete(visited)) ? standing.Visits : null;
        if (forGood is { } gone)
        {
            due.Add((Occasion.AfterTarget, gone));
            if (isComplete(gone))
                due.Add((Occasion.AfterTargetComplete, gone));
        }
        if (next.Target is { } target)
        {
            if (standing.Visits != target)
                due.Add((Occasion.BeforeTarget, target));
            return (due, new() { StaysOn = target, Visits = target });
        }
        if (!standing.Waits && !next.Ends)
            due.Add((Occasion.BeforeWait, null));
        return (due, new() { Visits = forGood is null && !next.Ends ? standing.Visits : null, Waits = !next.Ends });
    }
}
