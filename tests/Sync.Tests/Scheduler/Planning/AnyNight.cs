using FsCheck;
using FsCheck.Fluent;
using Sync.Astro.Coordinates;
using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

/// <summary>Nights of all sorts: sites, seasons, targets, wishes, cameras.</summary>
internal static class AnyNight
{
    private static readonly string[] Filters = ["L", "R", "Ha"];
    private static readonly Skyline Trees = Skyline.Parse("0 10\n60 35\n100 12\n190 25\n260 0");

    /// <summary>From the noon before.</summary>
    public static Arbitrary<PlanningInput> Inputs { get; } = Arb.From(
        from latitude in Gen.Choose(-65, 65)
        from day in Gen.Choose(0, 364)
        from targets in Gen.ListOf(Target, 3)
        from cameras in Gen.Choose(1, 3)
        from measured in Gen.Elements(true, false)
        from mode in Gen.Elements(RoundMode.Strict, RoundMode.Loose, RoundMode.Packed)
        from flips in Gen.Elements(true, false)
        from skyline in Gen.Elements(null, Trees)
        select Input(latitude, day, [.. targets], cameras, measured, mode, flips, skyline));

    private static Gen<PlanToPlan> Plan { get; } =
        from filter in Gen.Elements(Filters)
        from seconds in Gen.Elements(30, 60, 120, 300, 600)
        from desired in Gen.Choose(0, 12)
        from accepted in Gen.Choose(0, 3)
        from pending in Gen.Choose(0, 2)
        from level in Gen.Elements(TwilightLevel.Nighttime, TwilightLevel.Astronomical, TwilightLevel.Nautical, TwilightLevel.Civil)
        from offset in Gen.Elements(0, 10, -5)
        from moon in Gen.Elements(null, new MoonAvoidance())
        select new PlanToPlan
        {
            PlanId = Guid.NewGuid(),
            Desired = desired,
            Accepted = accepted,
            Pending = pending,
            Kind = new(filter, new()
            {
                Filter = filter, Exposure = TimeSpan.FromSeconds(seconds), Twilight = level, TwilightOffset = TimeSpan.FromMinutes(offset), Moon = moon,
            }, new Dictionary<string, KindVariant>()),
        };

    private static Gen<TargetToPlan> Target { get; } =
        from hours in Gen.Choose(0, 239)
        from degrees in Gen.Choose(-70, 80)
        from lowest in Gen.Choose(0, 50)
        from highest in Gen.Elements(0, 70)
        from window in Gen.Elements(0, 90)
        from minutes in Gen.Elements(5, 30)
        from plans in Gen.ListOf(Plan, 3)
        from switchEvery in Gen.Choose(0, 2)
        from smart in Gen.Elements(false, false, true)
        from above in Gen.Elements<double?>(null, 0, 5)
        select new TargetToPlan
        {
            TargetId = Guid.NewGuid(),
            Name = $"{hours} {degrees}",
            ProjectId = Guid.NewGuid(),
            Project = "project",
            Position = new(hours / 10.0, degrees),
            MinimumAltitudeDegrees = lowest,
            MaximumAltitudeDegrees = highest > lowest ? highest : 0,
            MeridianWindow = TimeSpan.FromMinutes(window),
            MinimumTime = TimeSpan.FromMinutes(minutes),
            AboveSkylineDegrees = above,
            SwitchEvery = switchEvery,
            SmartOrder = smart,
            Plans = [.. plans],
        };

    private static PlanningInput Input(
        int latitude, int day, IReadOnlyList<TargetToPlan> targets, int cameras, bool measured, RoundMode mode, bool flips, Skyline? skyline)
    {
        var site = new GeoSite(latitude, 0, 100);
        return new()
        {
            Now = Sync.Astro.Twilight.Night.Of(site, new DateOnly(2025, 1, 1).AddDays(day)).Noon,
            Site = site,
            Skyline = skyline,
            Targets = targets,
            Cameras = [.. Enumerable.Range(0, cameras).Select(i => new CameraToPlan(
                $"c{i}", $"c{i}", i == 2 ? [] : [.. Filters.Skip(i)], measured ? TimeSpan.FromSeconds(2 + i) : null))],
            Pacing = new(mode, null, TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(10)),
            Flip = flips ? new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(day % 2)) : null,
        };
    }
}
