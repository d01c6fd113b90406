namespace Sync.Scheduler.Planning;

/// <summary>A stretch of time.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset Until)
{
    public TimeSpan Length => Until - From;

    /// <summary>Whether all of it lies in here; touching an end is inside.</summary>
    public bool Holds(DateTimeOffset from, DateTimeOffset until) => From <= from && until <= Until;

    /// <summary>What both have in common; null when nothing.</summary>
    public Span? Cut(Span other)
    {
        var from = From > other.From ? From : other.From;
        var until = Until < other.Until ? Until : other.Until;
        return from < until ? new(from, until) : null;
    }

    /// <summary>What is left of this without the other: nothing, one piece or two.</summary>
    public IEnumerable<Span> Without(Span other)
    {
        if (Cut(other) is not { } common)
        {
            yield return this;
            yield break;
        }

        if (From < common.From)
            yield return new(From, common.From);
        if (common.Until < Until)
            yield return new(common.Until, Until);
    }
}
