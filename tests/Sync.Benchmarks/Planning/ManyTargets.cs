using Sync.Astro.Coordinates;
using Sync.Scheduler.Planning;

namespace Sync.Benchmarks.Planning;

/// <summary>A catalogue all over the sky, six plans a target, of which half heed the moon, for mono cameras of unlike wheels.</summary>
internal static class ManyTargets
{
    private static readonly string[] Filters = ["L", "R", "G", "B", "Ha", "OIII"];
    private static readonly Kind[] Kinds = [.. Filters.Select(Kind)];

    /// <summary>From dusk to dawn of the night that <see cref="Input"/> is of.</summary>
    public static TimeSpan Night { get; } = TimeSpan.FromHours(9.5);

    public static PlanningInput Input(int targets, int cameras) => new()
    {
        Now = new(2025, 10, 21, 20, 40, 0, TimeSpan.Zero),
        Site = new(28.76, -17.88, 2300),
        Targets = [.. Enumerable.Range(0, targets).Select(Target)],
        Cameras = [.. Enumerable.Range(0, cameras).Select(i => new CameraToPlan($"camera-{i}", $"camera-{i}", [.. Filters.Take(6 - (i % 3))], TimeSpan.FromSeconds(2)))],
        Flip = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.Zero),
    };

    /// <summary>Right ascensions by the golden ratio, so that they are spread evenly however many there are.</summary>
    private static TargetToPlan Target(int i) => new()
    {
        TargetId = Id(i, 0),
        Name = $"Target {i}",
        ProjectId = Id(i, 1),
        Project = $"Project {i}",
        Priority = i % 3,
        MinimumAltitudeDegrees = 30,
        MinimumTime = TimeSpan.FromMinutes(30),
        MeridianWindow = i % 5 == 0 ? TimeSpan.FromHours(2) : TimeSpan.Zero,
        SwitchEvery = i % 4,
        Position = new Equatorial(i * 0.6180339887 % 1 * 24, (i % 90) - 20),
        Plans = [.. Filters.Select((f, n) => new PlanToPlan { PlanId = Id(i, n + 2), Kind = Kinds[n], Desired = 40 })],
    };

    private static Kind Kind(string filter, int number) => new(
        filter,
        new()
        {
            Filter = filter,
            Exposure = TimeSpan.FromSeconds(120 + (60 * number)),
            Moon = number % 2 == 0 ? new() : null,
        },
        new Dictionary<string, KindVariant>());

    private static Guid Id(int target, int number) => new(target, (short)number, 0, new byte[8]);
}
