using System.Globalization;
using Dapper;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Planning;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Checks;

/// <summary>What the scheduler finds about itself before a night: its rig, its database, the broker, the plan.</summary>
internal sealed class SchedulerFindings(
    Observatory observatory, ExpectedCameras cameras, CameraFleet fleet, RoundOptions rounds, FlipOptions flip, Store store, Voice voice, TimeProvider time)
{
    /// <param name="ends">no exposure goes on beyond it; null when only the sky decides</param>
    public async Task<IReadOnlyList<CheckItem>> All(DateTimeOffset? ends)
    {
        List<CheckItem> items = [Rig(), Messages()];
        try
        {
            var projects = await store.ReadSoon(c => c.ExecuteScalar<int>("select count(*) from project where state = 1"));
            items.Add(Item("database", CheckOutcome.Good, $"It answers and holds {PlanFindings.Count(projects, "active project")}."));
            items.AddRange(PlanFindings.Of(fleet.Present, cameras.Names, await Plan(ends)));
        }
        catch (LedgerException e)
        {
            items.Add(Item("database", CheckOutcome.Bad, $"It does not answer: {e.Message}"));
        }
        return items;
    }

    internal static CheckItem Item(string subject, CheckOutcome outcome, string finding) =>
        new() { Where = Senders.Scheduler, Subject = subject, Outcome = outcome, Finding = finding };

    private CheckItem Rig() => Item("rig", CheckOutcome.Good, string.Create(
        CultureInfo.InvariantCulture,
        $"{PlanFindings.Count(cameras.Names.Count, "camera")} ({string.Join(", ", cameras.Names)}) at {observatory.Site.LatitudeDegrees:0.###}°, {observatory.Site.LongitudeDegrees:0.###}°."));

    /// <summary>What was asked by way of the broker proves that it is reached.</summary>
    private CheckItem Messages() => Item("messages", CheckOutcome.Good, voice.HasBroker
        ? $"The broker at {voice.Bus.Host} carries them{(voice.Bus.Scheme == "rabbitmqs" ? ", encrypted" : "")}."
        : "All roles are in this process.");

    /// <summary>From now on, or by day of the coming night; null while no camera is there, for nobody knows its filters.</summary>
    private async Task<PreviewOfNight?> Plan(DateTimeOffset? ends)
    {
        var present = fleet.Present;
        if (present.Count == 0)
            return null;
        var (site, now) = (observatory.Site, time.GetUtcNow());
        var night = Astro.Twilight.Night.Of(site, Astro.Twilight.Night.EveningOf(site, now));
        return Preview.Of(new PlanningInput
        {
            Now = night.Sunrise < now ? night.NextNoon : now,
            Site = site,
            Skyline = observatory.Skyline,
            Ends = ends,
            Targets = await store.ReadSoon(CatalogueStore.Plannable),
            Cameras = [.. present.Select(c => new CameraToPlan(c.Camera, c.Profile, c.Filters, c.Readout))],
            Pacing = rounds.Pacing,
            Flip = flip.Rule,
        });
    }
}
