using Sync.Astro.Coordinates;
using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

/// <summary>Three cameras on La Palma, and targets to give them.</summary>
internal static class Rig
{
    public static readonly GeoSite Site = new(28.76, -17.88, 2300);

    /// <summary>New moon, 2025-10-21; astronomical night from about 20:35 to 06:30 UTC.</summary>
    public static readonly DateTimeOffset Midnight = new(2025, 10, 22, 0, 0, 0, TimeSpan.Zero);

    public static readonly CameraToPlan Esprit = new("esprit", "esprit", ["L", "R", "Ha"]);
    public static readonly CameraToPlan Redcat = new("redcat", "redcat", ["L", "Ha 3nm"]);
    public static readonly CameraToPlan Newton = new("newton", "newton", []);

    public static readonly Equatorial M31 = new(0.712305, 41.26875);
    public static readonly Equatorial M42 = new(5.5881, -5.3911);

    public static Kind Kind(string name, string filter, double seconds, params (string Profile, KindVariant Variant)[] variants) => new(
        name,
        Variant(filter, seconds),
        variants.ToDictionary(v => v.Profile, v => v.Variant, StringComparer.OrdinalIgnoreCase));

    public static KindVariant Variant(string filter, double seconds) => new() { Filter = filter, Exposure = TimeSpan.FromSeconds(seconds) };

    public static PlanToPlan Plan(Kind kind, int desired = 20) => new() { PlanId = Guid.NewGuid(), Kind = kind, Desired = desired };

    public static TargetToPlan Target(string name, Equatorial place, params PlanToPlan[] plans) => new()
    {
        TargetId = Guid.NewGuid(),
        Name = name,
        ProjectId = Guid.NewGuid(),
        Project = $"project of {name}",
        MinimumAltitudeDegrees = 30,
        MinimumTime = TimeSpan.FromMinutes(30),
        Position = place,
        Plans = plans,
    };

    public static PlanningInput Input(DateTimeOffset now, params TargetToPlan[] targets) => new()
    {
        Now = now, Site = Site, Targets = targets, Cameras = [Esprit, Redcat, Newton],
    };
}
