using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Planning;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>When it is what a script waits for.</summary>
internal sealed class Instants(Observatory observatory, TimeProvider time)
{
    /// <param name="t">to look a target up</param>
    /// <param name="moment">what is waited for</param>
    /// <param name="target">the one that the event is about; null for none</param>
    /// <returns>in the past when it is so already; null when it never is, or nobody knows the target</returns>
    public DateTimeOffset? Of(Transaction t, Moment moment, string? target)
    {
        var now = time.GetUtcNow();
        return moment switch
        {
            AfterDuration after => now + after.Length,
            AtTime at => Next(now, at.Utc),
            SunBelow sun => Sinks(now, sun.AltitudeDegrees),
            TargetAbove above => CatalogueStore.Plannable(t).FirstOrDefault(p => p.Name.Equals(above.Target ?? target, StringComparison.OrdinalIgnoreCase)) is { } found
                ? Rises(now, found, above.AltitudeDegrees) : null,
            _ => null,
        };
    }

    private static DateTimeOffset Next(DateTimeOffset now, TimeOnly utc)
    {
        var today = new DateTimeOffset(DateOnly.FromDateTime(now.UtcDateTime).ToDateTime(utc), TimeSpan.Zero);
        return today > now ? today : today.AddDays(1);
    }

    /// <summary>Of this night; of the coming one where this one's dark time is over.</summary>
    private DateTimeOffset? Sinks(DateTimeOffset now, double altitudeDegrees)
    {
        var evening = Astro.Twilight.Night.EveningOf(observatory.Site, now);
        return new[] { evening, evening.AddDays(1) }
            .Select(e => Astro.Twilight.Night.Of(observatory.Site, e).DarkSpan(altitudeDegrees))
            .FirstOrDefault(d => d?.Until > now)?.From;
    }

    private DateTimeOffset? Rises(DateTimeOffset now, TargetToPlan target, double altitudeDegrees)
    {
        var alone = target with { MinimumAltitudeDegrees = altitudeDegrees, MaximumAltitudeDegrees = 0, MeridianWindow = TimeSpan.Zero, AboveSkylineDegrees = null };
        return new NightSky(observatory.Site, now).Of(alone).Spans.Where(s => s.Until > now).Select(s => (DateTimeOffset?)s.From).FirstOrDefault();
    }
}
