using Sync.Astro.Twilight;
using Sync.Clock;
using Sync.Devices.Rig;
using Sync.Host.Reports;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;

namespace Sync.Host.Nights;

/// <summary>What `sync` alone is asked.</summary>
internal sealed record NightOrder
{
    public required double Speed { get; init; }

    public required int Cameras { get; init; }

    public required string Directory { get; init; }

    public SiteDescription? Site { get; init; }

    public string? RigFile { get; init; }
}

/// <summary>Tonight in one process: on a simulated rig in simulated time, on real devices in real time.</summary>
internal static class EmbeddedNight
{
    private static readonly TimeSpan BeforeSunset = TimeSpan.FromMinutes(1);

    /// <returns>whether the night was clean</returns>
    public static async Task<bool> Run(NightOrder order, CancellationToken interrupted)
    {
        Directory.CreateDirectory(order.Directory);
        var (profiles, leftAt) = await LayCatalogue(order.Directory, interrupted);
        var rig = RigChoice.Of(order.RigFile, order.Site, order.Cameras, profiles);
        var settings = new HostSettings
        {
            Roles = Role.All,
            Rig = rig,
            Cameras = [.. rig.Cameras.Select(c => c.Name)],
            Directory = order.Directory,
            Time = rig.IsSimulated ? new SimulatedTime(leftAt ?? Evening(rig), order.Speed) : TimeProvider.System,
            World = Path.Combine(order.Directory, "world"),
            Storage = Commands.RoleSettings.Storage,
        };
        await using var night = await NightRun.Prepare(settings, interrupted);
        using var screen = NightScreen.For(night, settings);
        await night.Begin(null, interrupted);
        await using var _ = interrupted.Register(() => night.Stop("The operator stopped it.", abort: false, CancellationToken.None).GetAwaiter().GetResult());
        await night.Ended(CancellationToken.None);
        screen.Close();
        Console.WriteLine(await NightSummary.Of(night, settings));
        return true;
    }

    /// <summary>When a process was killed in a simulated night, time goes on from its last message.</summary>
    private static async Task<(IReadOnlyList<ProfileFilters> Profiles, DateTimeOffset? LeftAt)> LayCatalogue(string directory, CancellationToken cancel)
    {
        using var store = await CatalogueFile.Open(directory, cancel, Commands.RoleSettings.Storage);
        await store.Write(t => DemoCatalogue.Seed(t), cancel);
        return (await store.Read(ProfileFilters.All), null);
    }

    /// <summary>Shortly before the next sunset, or that of the night that is under way; at local noon where the sun does not set.</summary>
    private static DateTimeOffset Evening(RigDescription rig)
    {
        var site = rig.Site.ToGeoSite();
        var night = Night.Of(site, Night.EveningOf(site, TimeProvider.System.GetUtcNow()));
        return (night.Sunset ?? night.Noon) - BeforeSunset;
    }
}
