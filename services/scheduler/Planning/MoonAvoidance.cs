using Sync.Astro.Ephemeris;

namespace Sync.Scheduler.Planning;

/// <summary>
/// How far the moon must be: a Lorentzian of its age (Berry, "Moon Avoidance", as used by NINA's Target Scheduler), relaxed while
/// the moon is low.
/// </summary>
public sealed record MoonAvoidance
{
    /// <summary>Needed at full moon.</summary>
    public double SeparationDegrees { get; init; } = 60;

    /// <summary>Days from full moon at which half of that is needed.</summary>
    public double WidthDays { get; init; } = 7;

    /// <summary>Degrees of separation given up for each degree that the moon stands below <see cref="RelaxMaximumDegrees"/>; 0 for none.</summary>
    public double RelaxScale { get; init; }

    /// <summary>From this altitude of the moon down the rule relaxes.</summary>
    public double RelaxMaximumDegrees { get; init; } = 5;

    /// <summary>From this altitude of the moon down there is no rule.</summary>
    public double RelaxMinimumDegrees { get; init; } = -15;

    /// <summary>Whether the moon must be below <see cref="RelaxMaximumDegrees"/> whatever its phase.</summary>
    public bool MoonDown { get; init; }

    /// <summary>How much it asks for, of the most that it could, whatever the moon does; 1 where the moon must be down.</summary>
    internal double Aversion => MoonDown ? 1 : SeparationDegrees * WidthDays / (180 * 14);

    /// <summary>Separation needed, in degrees, with the moon at an age (0 new, 14.765 full) and an altitude.</summary>
    internal double RequiredDegrees(double ageDays, double moonAltitudeDegrees)
    {
        var width = Relaxes(moonAltitudeDegrees)
            ? WidthDays * (moonAltitudeDegrees - RelaxMinimumDegrees) / (RelaxMaximumDegrees - RelaxMinimumDegrees)
            : WidthDays;
        if (width == 0)
            return 0;
        var days = (Moon.SynodicMonthDays / 2) - ageDays;
        return Separation(moonAltitudeDegrees) / (1 + (days / width * (days / width)));
    }

    /// <summary>Whether a target so far from the moon may be exposed; the order of the tests is Target Scheduler's.</summary>
    internal bool Permits(MoonPlace moon, double separationDegrees)
    {
        if (RelaxScale > 0 && moon.AltitudeDegrees <= RelaxMinimumDegrees)
            return true;
        if (MoonDown && moon.AltitudeDegrees >= RelaxMaximumDegrees)
            return false;
        return Separation(moon.AltitudeDegrees) <= 0 || separationDegrees >= RequiredDegrees(moon.AgeDays, moon.AltitudeDegrees);
    }

    private bool Relaxes(double moonAltitudeDegrees) => RelaxScale > 0 && moonAltitudeDegrees <= RelaxMaximumDegrees;

    private double Separation(double moonAltitudeDegrees) => Relaxes(moonAltitudeDegrees)
        ? SeparationDegrees + (RelaxScale * (moonAltitudeDegrees - RelaxMaximumDegrees))
        : SeparationDegrees;
}
