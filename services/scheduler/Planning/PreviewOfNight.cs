using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;

namespace Sync.Scheduler.Planning;

/// <summary>A night as it would go. All instants are UTC; those of the sun and the moon are null when it doesn't rise or set.</summary>
/// <param name="Night">Local date of the evening.</param>
/// <param name="Site">Where.</param>
/// <param name="Sun">Sunset, dusks, dawns, sunrise.</param>
/// <param name="Moon">Its first rise and set from noon to noon.</param>
/// <param name="Blocks">What is exposed, in order.</param>
/// <param name="Waits">When nothing is, in order.</param>
/// <param name="Ending">Why nothing follows, in a sentence.</param>
/// <param name="Rejected">Targets that get nothing, with the reason when the first round began.</param>
/// <param name="OverheadSeconds">Taken for the time between rounds.</param>
public sealed record PreviewOfNight(
    DateOnly Night,
    GeoSite Site,
    PreviewSun Sun,
    PreviewMoon Moon,
    IReadOnlyList<PreviewBlock> Blocks,
    IReadOnlyList<PreviewWait> Waits,
    string Ending,
    IReadOnlyList<PreviewRejection> Rejected,
    double OverheadSeconds)
{
    internal static PreviewOfNight From(
        NightSky sky, IReadOnlyList<PreviewBlock> blocks, IReadOnlyList<PreviewWait> waits, string ending, IReadOnlyList<Rejection> rejected,
        TimeSpan overhead)
    {
        var exposed = blocks.Select(b => b.TargetId).ToHashSet();
        var nothing = rejected.Where(r => !exposed.Contains(r.TargetId))
            .Select(r => new PreviewRejection(r.Target, r.Reason, r.PossibleFrom?.UtcDateTime));
        return new(
            sky.Night.Evening, sky.Site, PreviewSun.Of(sky.Night), PreviewMoon.Of(sky), blocks, waits, ending, [.. nothing], overhead.TotalSeconds);
    }
}

/// <summary>When the sun passes its marks.</summary>
public sealed record PreviewSun(
    DateTime? Sunset,
    DateTime? CivilDusk,
    DateTime? NauticalDusk,
    DateTime? AstronomicalDusk,
    DateTime? AstronomicalDawn,
    DateTime? NauticalDawn,
    DateTime? CivilDawn,
    DateTime? Sunrise)
{
    internal static PreviewSun Of(Astro.Twilight.Night night) => new(
        night.Sunset?.UtcDateTime,
        night.CivilDusk?.UtcDateTime,
        night.NauticalDusk?.UtcDateTime,
        night.AstronomicalDusk?.UtcDateTime,
        night.AstronomicalDawn?.UtcDateTime,
        night.NauticalDawn?.UtcDateTime,
        night.CivilDawn?.UtcDateTime,
        night.Sunrise?.UtcDateTime);
}

/// <summary>The moon of a night.</summary>
/// <param name="Rise">To the minute.</param>
/// <param name="Set">To the minute.</param>
/// <param name="Illumination">Lit part of the disc at midnight, 0 to 1.</param>
public sealed record PreviewMoon(DateTime? Rise, DateTime? Set, double Illumination)
{
    /// <summary>Upper limb at a level horizon (Meeus, chapter 15): refraction, parallax is in the altitude already, and half the disc.</summary>
    private const double RiseSetDegrees = -0.825;

    internal static PreviewMoon Of(NightSky sky)
    {
        DateTime? rise = null, set = null;
        var wasUp = Altitude(sky, 0) > RiseSetDegrees;
        for (var minute = 10; minute <= 24 * 60; minute += 10)
        {
            var isUp = Altitude(sky, minute) > RiseSetDegrees;
            if (isUp && !wasUp)
                rise ??= Crossing(sky, minute - 10, wasUp);
            else if (wasUp && !isUp)
                set ??= Crossing(sky, minute - 10, wasUp);
            wasUp = isUp;
        }

        return new(rise, set, Moon.IlluminatedFraction(sky.Middle));
    }

    private static double Altitude(NightSky sky, int minute) =>
        Moon.AltitudeDegrees(sky.Site, sky.Night.Noon + TimeSpan.FromMinutes(minute));

    private static DateTime Crossing(NightSky sky, int minute, bool wasUp)
    {
        while (Altitude(sky, minute) > RiseSetDegrees == wasUp)
            minute++;
        return (sky.Night.Noon + TimeSpan.FromMinutes(minute)).UtcDateTime;
    }
}

/// <summary>One target for a while.</summary>
/// <param name="From">When the first shutter opens.</param>
/// <param name="Until">When the last one closes.</param>
/// <param name="Project">The target's.</param>
/// <param name="Target">Its name.</param>
/// <param name="TargetId">The target.</param>
/// <param name="Cameras">What each takes of each plan, all rounds together.</param>
/// <param name="Rounds">How many.</param>
/// <param name="RoundSeconds">The longest of them, from its first opening to its last closing.</param>
public sealed record PreviewBlock(
    DateTime From, DateTime Until, string Project, string Target, Guid TargetId, IReadOnlyList<PreviewCamera> Cameras, int Rounds, double RoundSeconds);

/// <summary>What one camera takes of one plan in a block.</summary>
public sealed record PreviewCamera(string Camera, string Plan, Guid PlanId, string? Filter, double ExposureSeconds, int Count);

/// <summary>Nothing is possible for a while.</summary>
public sealed record PreviewWait(DateTime From, DateTime Until, string Reason);

/// <summary>A target that gets nothing.</summary>
public sealed record PreviewRejection(string Target, string Reason, DateTime? PossibleFrom);
