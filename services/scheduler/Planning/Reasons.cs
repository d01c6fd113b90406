using System.Globalization;

namespace Sync.Scheduler.Planning;

/// <summary>Why a target is not exposed, in sentences for the operator. Instants are UTC.</summary>
internal static class Reasons
{
    public static string WhyNot(Prospect prospect, PlanningInput input)
    {
        var target = prospect.Target;
        if (target.Plans.Count == 0)
            return "It has no exposure plan.";
        if (prospect.IsComplete)
            return "All its exposure plans are complete.";
        if (target.LeftBecause is { } why)
            return why;
        if (prospect.NightSpan is not { } night)
            return prospect.MissingFilter is { } filter ? $"No camera has the filter \"{filter}\"." : "The sky does not get dark enough for it tonight.";
        if (input.Now < night.From)
            return $"The sky is too bright for it until {Time(night.From)}.";
        if (input.Now >= night.Until)
            return "The sky is too bright for it for the rest of the night.";
        var refusals = prospect.Refusals(input.Now);
        if (refusals.Count == 0)
            return NotUp(prospect, input.Now);
        return prospect.OffersAt(input.Now).Count == 0
            ? $"No exposure now: {string.Join("; ", refusals)}."
            : FormattableString.Invariant($"It would be possible for less than its minimum time of {target.MinimumTime.TotalMinutes:0} min.");
    }

    /// <summary>When a target that is down comes up; null when it is up, or not again.</summary>
    public static DateTimeOffset? UpAgain(Prospect prospect, DateTimeOffset now)
    {
        if (prospect.IsComplete || prospect.NightSpan is not { } night)
            return null;
        foreach (var span in prospect.Spans)
        {
            if (span.Cut(night) is { } usable && usable.Until > now)
                return usable.From > now ? usable.From : null;
        }

        return null;
    }

    public static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string NotUp(Prospect prospect, DateTimeOffset now)
    {
        var target = prospect.Target;
        var limits = FormattableString.Invariant($"above {target.MinimumAltitudeDegrees:0.#}°");
        if (target.AboveSkylineDegrees is not null)
            limits += " and clear of what stands around";
        if (target.MaximumAltitudeDegrees > 0)
            limits += FormattableString.Invariant($" and below {target.MaximumAltitudeDegrees:0.#}°");
        if (target.MeridianWindow > TimeSpan.Zero)
            limits += FormattableString.Invariant($" within {target.MeridianWindow.TotalMinutes:0} min of the meridian");
        return UpAgain(prospect, now) is { } from ? $"It stands {limits} from {Time(from)}." : $"It does not stand {limits} any more tonight.";
    }
}
