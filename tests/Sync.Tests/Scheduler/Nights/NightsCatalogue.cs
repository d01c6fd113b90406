using MassTransit;
using Sync.Astro.Coordinates;
using Sync.Scheduler.Catalogue;
using Sync.Tests.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>What a night on a stage has to do: exposures of a minute of M 31, or of a place that stands on the meridian at an instant.</summary>
internal static class NightsCatalogue
{
    public static void Write(Sync.Ledger.Transaction t, int desired, int ditherEvery, DateTimeOffset? transit)
    {
        var (project, target, template) = (NewId.NextGuid(), NewId.NextGuid(), NewId.NextGuid());
        CatalogueWriter.Template(t, template, "Lum");
        CatalogueWriter.Variant(t, template, "", new("L", 60));
        CatalogueWriter.Project(t, new(project, "Galaxies") { MinimumMinutes = 5, DitherEvery = ditherEvery });
        CatalogueWriter.Target(t, new(target, project, "M 31", transit is { } at ? Passing(at) : new Equatorial(0.7123, 41.269)));
        CatalogueWriter.Plan(t, new(NewId.NextGuid(), target, template) { Desired = desired });
    }

    /// <summary>A place that stands on the meridian then.</summary>
    private static Equatorial Passing(DateTimeOffset at) =>
        Sky.DateToJ2000(new Equatorial(Sync.Astro.Time.Sidereal.LocalHours(SchedulerStage.Site, at), 41), at);
}
