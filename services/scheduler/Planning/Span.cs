namespace Sync.Scheduler.Planning;

/// <summary>A stretch of time.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset Until)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Exact = TimeSpan.FromMilliseconds(100);

    public TimeSpan Length => Until - From;

    /// <summary>From the earlier beginning to the later end; the one where the other is none.</summary>
    public static Span? Around(Span? one, Span? other) => (one, other) switch
    {
        ({ } a, { } b) => new(a.From < b.From ? a.From : b.From, a.Until > b.Until ? a.Until : b.Until),
        _ => one ?? other,
    };

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

    /// <summary>The pieces of this in which something holds; what changes twice within a minute may be overlooked.</summary>
    public IEnumerable<Span> Where(Func<DateTimeOffset, bool> holds)
    {
        var held = holds(From);
        var from = From;
        for (var at = From; at < Until;)
        {
            var next = at + Step < Until ? at + Step : Until;
            if (holds(next) != held)
            {
                var turn = Turn(at, next, held, holds);
                if (held)
                    yield return new(from, turn);
                (held, from) = (!held, turn);
            }

            at = next;
        }

        if (held && from < Until)
            yield return this with { From = from };
    }

    private static DateTimeOffset Turn(DateTimeOffset before, DateTimeOffset after, bool held, Func<DateTimeOffset, bool> holds)
    {
        while (after - before > Exact)
        {
            var middle = before + ((after - before) / 2);
            (before, after) = holds(middle) == held ? (middle, after) : (before, middle);
        }

        return held ? before : after;
    }
}
