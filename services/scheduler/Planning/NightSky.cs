using System.Collections.Concurrent;
using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;
using Sync.Astro.Time;
using Sync.Astro.Twilight;

namespace Sync.Scheduler.Planning;

/// <summary>One night over one site, made once and asked often, by one decision after another.</summary>
internal sealed class NightSky
{
    private static readonly TimeSpan MoonStep = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<long, MoonPlace> moons = [];
    private readonly ConcurrentDictionary<Standing, Visibility> targets = [];
    private readonly Span?[] dark;

    /// <param name="site">where</param>
    /// <param name="instant">of that night</param>
    /// <param name="skyline">what stands around; null where nobody has measured it</param>
    public NightSky(GeoSite site, DateTimeOffset instant, Skyline? skyline = null)
    {
        (Site, Skyline) = (site, skyline);
        Night = Night.Of(site, Night.EveningOf(site, instant));
        Middle = Night.Noon + TimeSpan.FromHours(12);
        SiderealHours = Sidereal.LocalHours(site, Middle);
        dark = [Dark(Night.AstronomicalDegrees), Dark(Night.NauticalDegrees), Dark(Night.CivilDegrees), Dark(Night.RiseSetDegrees)];
    }

    public GeoSite Site { get; }

    public Skyline? Skyline { get; }

    public Night Night { get; }

    /// <summary>Mean midnight.</summary>
    public DateTimeOffset Middle { get; }

    /// <summary>At <see cref="Middle"/>.</summary>
    public double SiderealHours { get; }

    /// <summary>When the sky is dark enough; null when it never is.</summary>
    public Span? DarkFor(TwilightLevel level) => dark[(int)level];

    /// <summary>When a target stands where it should.</summary>
    public Visibility Of(TargetToPlan target)
    {
        var standing = new Standing(
            target.Position, target.MinimumAltitudeDegrees, target.MaximumAltitudeDegrees, target.MeridianWindow, target.AboveSkylineDegrees);
        if (!targets.TryGetValue(standing, out var visibility))
            targets[standing] = visibility = new Visibility(target, this);
        return visibility;
    }

    /// <summary>Whether an instant is of this night, from noon to noon.</summary>
    public bool Holds(DateTimeOffset instant) => Night.Noon <= instant && instant < Night.NextNoon;

    /// <summary>The moon, good to the minute: it moves by half a minute of arc in one, and by a quarter of a degree with the sky.</summary>
    public MoonPlace MoonAt(DateTimeOffset instant)
    {
        var step = instant.UtcTicks / MoonStep.Ticks;
        if (!moons.TryGetValue(step, out var moon))
            moons[step] = moon = MoonPlace.At(Site, new DateTimeOffset(step * MoonStep.Ticks, TimeSpan.Zero));
        return moon;
    }

    /// <summary>What a target's visibility is made of: it may be edited while the night runs.</summary>
    private readonly record struct Standing(
        Equatorial Position, double MinimumAltitudeDegrees, double MaximumAltitudeDegrees, TimeSpan MeridianWindow, double? AboveSkylineDegrees);

    private Span? Dark(double sunAltitudeDegrees) =>
        Night.DarkSpan(sunAltitudeDegrees) is var (from, until) ? new Span(from, until) : null;
}

/// <summary>Where the moon stands at one instant.</summary>
/// <param name="AltitudeDegrees">From the site.</param>
/// <param name="Position">J2000, from the site.</param>
/// <param name="AgeDays">0 new, 14.765 full.</param>
internal sealed record MoonPlace(double AltitudeDegrees, Equatorial Position, double AgeDays)
{
    public static MoonPlace At(GeoSite site, DateTimeOffset instant) =>
        new(Moon.AltitudeDegrees(site, instant), Moon.TopocentricPosition(site, instant), Moon.AgeDays(instant));
}
