using MassTransit;
using Sync.Astro.Twilight;
using Sync.Clock;
using Sync.Devices.Rig;
using Sync.Host.Commands;
using Sync.Host.Reports;
using Sync.Host.Settings;
using Sync.Scheduler.Catalogue;

namespace Sync.Host.Nights;

/// <summary>What `sync` alone is asked.</summary>
internal sealed record NightOrder
{
    public required double Speed { get; init; }

    public required int Cameras { get; init; }

    public required string Directory { get; init; }

    public required IConfiguration Configuration { get; init; }

    public SiteDescription? Site { get; init; }

    public string? RigFile { get; init; }
}

/// <summary>Tonight in one process: on a simulated rig in simulated time, on real devices in real time.</summary>
internal static class EmbeddedNight
{
    /// <param name="order">what is asked</param>
    /// <param name="stop">exposures under way are finished, then the night ends in order</param>
    /// <param name="abort">exposures under way are aborted</param>
    /// <returns>whether the night was clean</returns>
    public static async Task<bool> Run(NightOrder order, CancellationToken stop, CancellationToken abort)
    {
        var storage = StorageAddress.Read(order.Configuration);
        Directory.CreateDirectory(order.Directory);
        var (profiles, left) = await LayCatalogue(order.Directory, storage, stop);
        var rig = RigChoice.Of(order.RigFile, order.Site, order.Cameras, profiles);
        CheckFolder(order.Directory, left, rig);
        var nightId = left.NightId ?? NewId.NextGuid();
        var settings = new HostSettings
        {
            Roles = Role.All,
            Rig = rig,
            Cameras = [.. rig.Cameras.Select(c => c.Name)],
            Directory = order.Directory,
            Time = rig.IsSimulated ? new SimulatedTime(Beginning(rig, left), order.Speed) : TimeProvider.System,
            World = rig.IsSimulated ? LeftNight.World(order.Directory, nightId) : null,
            Storage = storage,
            Configuration = order.Configuration,
            Serves = true,
        };
        await using var night = await NightRun.Prepare(settings, stop);
        await using (var screen = NightScreen.For(night, settings))
        {
            await night.Begin(nightId, null, stop);
            if (night.PageProblem is { } problem)
                screen.Say(problem);
            await using var stopping = stop.Register(() => _ = Stop(night, screen));
            await using var aborting = abort.Register(() => _ = Abort(night, screen));
            await night.Ended(CancellationToken.None);
        }
        var summary = await NightSummary.Of(night, settings);
        Console.WriteLine(SummaryText.Of(summary));
        return summary.Violations.Count == 0;
    }

    private static Task Stop(NightRun night, INightScreen screen)
    {
        screen.Say("Stopping: exposures under way are finished, then the mount is parked. Ctrl+C again aborts them.");
        return night.Stop("The operator stopped it.", abort: false, CancellationToken.None);
    }

    private static Task Abort(NightRun night, INightScreen screen)
    {
        screen.Say("Aborting the exposures under way; the mount is parked.");
        return night.Stop("The operator aborted it.", abort: true, CancellationToken.None);
    }

    /// <summary>Simulated frames would count as taken, and simulated telescopes as pointed.</summary>
    /// <exception cref="SettingException">the folder is of the other kind</exception>
    public static void CheckFolder(string directory, LeftNight left, RigDescription rig)
    {
        if (left.OfSimulated is { } simulated && simulated != rig.IsSimulated)
        {
            throw new SettingException($"--data is {directory}, where {(simulated ? "simulated" : "real")} nights are kept; {(rig.IsSimulated ? "simulated" : "real")} devices need a folder of their own.");
        }
    }

    private static async Task<(IReadOnlyList<ProfileFilters> Profiles, LeftNight Left)> LayCatalogue(string directory, string? storage, CancellationToken cancel)
    {
        using var store = await CatalogueFile.Open(directory, cancel, storage);
        await store.Write(t => DemoCatalogue.Seed(t), cancel);
        return (await store.Read(ProfileFilters.All), await LeftNight.In(directory, store));
    }

    /// <summary>
    /// A simulated night that was not ended goes on where it was left. Otherwise it begins at dusk, or at local noon where it does
    /// not get dark: tonight, or the first evening after what was simulated before, so that time only ever goes on.
    /// </summary>
    private static DateTimeOffset Beginning(RigDescription rig, LeftNight left)
    {
        if (left is { NightId: not null, LastKnown: { } at })
            return at;
        var site = rig.Site.ToGeoSite();
        for (var evening = Dusk.Tonight(site, TimeProvider.System.GetUtcNow()); ; evening = evening.AddDays(1))
        {
            var begins = Dusk.Of(site, evening) - Dusk.Before ?? Night.Of(site, evening).Noon;
            if (!(begins < left.LastKnown))
                return begins;
        }
    }
}
