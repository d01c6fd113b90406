using Sync.Astro.Coordinates;
using Sync.Ledger;
using Sync.Scheduler.Books;
using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Catalogue;

/// <summary>Something to look at on the first night: known objects all around the sky, for the simulated telescopes.</summary>
public static class DemoCatalogue
{
    private static readonly DateTimeOffset Created = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Kind, MoonAvoidance Moon, TwilightLevel Twilight, (string Profile, string Filter, double Seconds)[] Variants)[] Templates =
    [
        ("Lum", new() { SeparationDegrees = 60, WidthDays = 7 }, TwilightLevel.Nighttime, [("", "L", 120), ("esprit", "L", 120), ("redcat", "L", 60), ("newton", "OSC", 120)]),
        ("Red", new() { SeparationDegrees = 60, WidthDays = 7 }, TwilightLevel.Nighttime, [("", "R", 180), ("esprit", "R", 180)]),
        ("Green", new() { SeparationDegrees = 60, WidthDays = 7 }, TwilightLevel.Nighttime, [("", "G", 180), ("esprit", "G", 180)]),
        ("Blue", new() { SeparationDegrees = 60, WidthDays = 7 }, TwilightLevel.Nighttime, [("", "B", 180), ("esprit", "B", 180)]),
        ("Ha", new() { SeparationDegrees = 30, WidthDays = 5, RelaxScale = 2 }, TwilightLevel.Astronomical, [("", "Ha", 300), ("esprit", "Ha", 300), ("redcat", "Ha", 240)]),
        ("OIII", new() { SeparationDegrees = 45, WidthDays = 7, RelaxScale = 2 }, TwilightLevel.Astronomical, [("", "OIII", 300), ("esprit", "OIII", 300)]),
    ];

    private static readonly (string Name, int Priority, (string Name, double Hours, double Degrees)[] Targets, (string Kind, int Desired)[] Plans)[] Projects =
    [
        ("Galaxies", 2,
            [("M 31", 0.7123, 41.269), ("M 33", 1.5642, 30.660), ("M 81", 9.9259, 69.065), ("M 66", 11.3375, 12.991), ("M 51", 13.4980, 47.195), ("M 101", 14.0535, 54.349)],
            [("Lum", 60), ("Red", 20), ("Green", 20), ("Blue", 20)]),
        ("Nebulae", 1,
            [("IC 1805", 2.5411, 61.467), ("IC 405", 5.2697, 34.358), ("M 42", 5.5881, -5.391), ("NGC 2244", 6.5319, 4.942), ("M 16", 18.3131, -13.783), ("NGC 6960", 20.7606, 30.717), ("NGC 7000", 20.9882, 44.528)],
            [("Ha", 40), ("OIII", 40), ("Lum", 20)]),
        ("Clusters", 0,
            [("M 45", 3.7914, 24.105), ("M 44", 8.6733, 19.667), ("M 13", 16.6949, 36.461), ("M 92", 17.2854, 43.136)],
            [("Lum", 30), ("Red", 20), ("Green", 20), ("Blue", 20)]),
    ];

    /// <summary>Fills an empty catalogue.</summary>
    /// <returns>false when there is a project already; then nothing was written</returns>
    public static bool Seed(Transaction t) => Seed(t, shorter: 1);

    /// <summary>The same for a night of many rounds.</summary>
    /// <param name="t">where it is written</param>
    /// <param name="shorter">how many times shorter each exposure is, and how many times more of the nebulae are wanted, so that there is always something to do</param>
    /// <returns>false when there is a project already; then nothing was written</returns>
    public static bool Seed(Transaction t, int shorter)
    {
        if (t.First<int>("select count(*) from project") > 0)
            return false;
        foreach (var profile in new[] { "esprit", "redcat", "newton" })
            CatalogueWriter.Profile(t, profile, profile);
        foreach (var (kind, moon, twilight, variants) in Templates)
            Template(t, kind, moon, twilight, variants, shorter);
        foreach (var (name, priority, targets, plans) in Projects)
            Project(t, name, priority, targets, plans, priority == 1 ? shorter : 1);
        return true;
    }

    /// <summary>Makes its projects inactive: real ones have come.</summary>
    /// <returns>how many were active</returns>
    internal static int SetAside(Transaction t) => Projects.Sum(p => t.Execute(
        "update project set state = 2 where project_id = @id and state = 1", new { id = Id("project", p.Name).Key() }));

    private static void Template(
        Transaction t, string kind, MoonAvoidance moon, TwilightLevel twilight, (string Profile, string Filter, double Seconds)[] variants, int shorter)
    {
        CatalogueWriter.Template(t, Id("template", kind), kind);
        foreach (var (profile, filter, seconds) in variants)
        {
            CatalogueWriter.Variant(
                t, Id("template", kind), profile, new(filter, seconds / shorter) { Gain = 100, Twilight = twilight, MoonAvoidance = true, Moon = moon });
        }
    }

    private static void Project(
        Transaction t, string name, int priority, (string Name, double Hours, double Degrees)[] targets, (string Kind, int Desired)[] plans, int times)
    {
        CatalogueWriter.Project(t, new(Id("project", name), name)
        {
            Priority = priority, MinimumAltitudeDegrees = 30, DitherEvery = 3, Created = Created,
        });
        foreach (var (rule, weight) in RuleNames.Defaults)
            CatalogueWriter.Weight(t, Id("project", name), rule, weight);
        for (var i = 0; i < targets.Length; i++)
        {
            var target = Id("target", targets[i].Name);
            CatalogueWriter.Target(t, new(target, Id("project", name), targets[i].Name, new Equatorial(targets[i].Hours, targets[i].Degrees)) { Position = i });
            for (var j = 0; j < plans.Length; j++)
            {
                CatalogueWriter.Plan(t, new(Id("plan", targets[i].Name, plans[j].Kind), target, Id("template", plans[j].Kind))
                {
                    Position = j, Desired = plans[j].Desired * times,
                });
            }
        }
    }

    private static Guid Id(params string[] words) => StableId.Of(["demo", .. words]);
}
