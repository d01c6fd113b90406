using Sync.Astro.Coordinates;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;

namespace Sync.Tests.Integration.Indi;

/// <summary>One target with two plans: each camera has a filter of its own for the first, and all the same one for the second.</summary>
internal static class NightCatalogue
{
    public const string Target = "Rich field";

    public static readonly IReadOnlyDictionary<string, string> FirstFilters = new Dictionary<string, string>
    {
        ["camera-a"] = "Luminance",
        ["camera-b"] = "Red",
        ["camera-c"] = "H_Alpha",
    };

    public static void Lay(Transaction t, Equatorial place)
    {
        var (project, target) = (StableId.Of("project"), StableId.Of("target"));
        CatalogueWriter.Project(t, new(project, "Simulators") { MinimumMinutes = 1, DitherEvery = 1 });
        CatalogueWriter.Target(t, new(target, project, Target, place));
        var luminance = CatalogueWriter.Template(t, StableId.Of("luminance"), "Lum");
        CatalogueWriter.Variant(t, luminance, "", new("Luminance", IndiNight.ExposureSeconds));
        foreach (var (camera, filter) in FirstFilters)
        {
            CatalogueWriter.Profile(t, camera, camera);
            CatalogueWriter.Variant(t, luminance, camera, new(filter, IndiNight.ExposureSeconds));
        }
        var oxygen = CatalogueWriter.Template(t, StableId.Of("oxygen"), "OIII");
        CatalogueWriter.Variant(t, oxygen, "", new("OIII", IndiNight.ExposureSeconds) { Gain = 50, Offset = 10 });
        CatalogueWriter.Plan(t, new(StableId.Of("plan of luminance"), target, luminance) { Position = 0, Desired = IndiNight.Luminance });
        CatalogueWriter.Plan(t, new(StableId.Of("plan of oxygen"), target, oxygen) { Position = 1, Desired = IndiNight.Oxygen });
    }
}
