using MassTransit;
using Sync.Clock;
using Sync.Devices.Rig;
using Sync.Host.Faults;
using Sync.Host.Reports;

namespace Sync.Host.Nights;

/// <summary>What `sync rehearse` is asked.</summary>
internal sealed record RehearsalOrder
{
    public required double Hours { get; init; }

    public required int Cameras { get; init; }

    public required int Seed { get; init; }

    public required IConfiguration Configuration { get; init; }

    /// <summary>Seed of what goes wrong; null for nothing.</summary>
    public int? Faults { get; init; }

    public string? RigFile { get; init; }

    public string? CatalogueFile { get; init; }

    public required string Directory { get; init; }

    /// <summary>The evening; null for the standard one.</summary>
    public DateOnly? Night { get; init; }
}

/// <summary>A simulated night as fast as the machine allows, on a copy of the catalogue: nobody's counts are touched.</summary>
internal static class Rehearsal
{
    /// <summary>A new moon and a long night at most sites, and always the same: the same seed gives the same counts on any day.</summary>
    private static readonly DateOnly StandardNight = new(2026, 11, 9);

    private static readonly TimeSpan OverdueAfter = TimeSpan.FromHours(2);

    public static async Task<RehearsalReport> Run(RehearsalOrder order, CancellationToken cancel)
    {
        var wall = TimeProvider.System.GetTimestamp();
        var directory = Path.Combine(order.Directory, "rehearsal");
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        var profiles = await RehearsalCatalogue.Lay(order, directory, cancel);
        var chosen = RigChoice.Of(order.RigFile, null, order.Cameras, profiles);
        var rig = order.Faults is null ? chosen : FaultyRig.Quick(chosen);
        var begins = Begin(rig, order.Night ?? StandardNight);
        var settings = new HostSettings
        {
            Roles = Role.All,
            Rig = rig,
            Cameras = [.. rig.Cameras.Select(c => c.Name)],
            Directory = directory,
            Time = new SimulatedTime(begins),
            Seed = order.Seed,
            Configuration = WithFramesOfItsOwn(order.Configuration, directory),
        };
        if (order.Faults is { } seed)
        {
            await using var faulty = new FaultyNight(settings, seed, begins.AddHours(order.Hours));
            return await faulty.Play(TimeProvider.System.GetElapsedTime(wall), cancel);
        }
        await using var night = await NightRun.Prepare(settings, cancel);
        await Play(night, settings.Time, begins.AddHours(order.Hours), cancel);
        var ended = (await night.Row())?.EndedAt ?? settings.Time.GetUtcNow();
        var evidence = new Evidence(night.Store, night.NightId, night.World.Records(), await night.Rounds(), night.Tonight.Night!.Moves);
        return await RehearsalReport.Of(evidence, settings, ended - begins, TimeProvider.System.GetElapsedTime(wall));
    }

    /// <exception cref="NightException">it can't end any more</exception>
    private static async Task Play(NightRun night, TimeProvider time, DateTimeOffset ends, CancellationToken cancel)
    {
        await night.Begin(NewId.NextGuid(), ends, cancel);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var guard = new NightGuard(night.Store, time, ends + OverdueAfter);
        var (ended, trouble) = (night.Ended(over.Token), guard.Trouble(over.Token));
        var first = await Task.WhenAny(ended, trouble);
        await over.CancelAsync();
        await first;
        if ((first == trouble ? await trouble : await guard.Parked()) is { } why)
            throw new NightException(why);
    }

    /// <summary>Wherever a person keeps frames, simulated ones are none; and nobody is told, and no program run, for a night that is none.</summary>
    private static IConfiguration WithFramesOfItsOwn(IConfiguration configuration, string directory) => new ConfigurationBuilder()
        .AddConfiguration(configuration)
        .AddInMemoryCollection([new("CameraAgent:FramesDirectory", Path.Combine(directory, "frames")), new("Script:File", "")])
        .Build();

    private static DateTimeOffset Begin(RigDescription rig, DateOnly evening) =>
        Dusk.Of(rig.Site.ToGeoSite(), evening) - Dusk.Before
            ?? throw new RigException($"At {rig.Site.Name} the night of {evening:yyyy-MM-dd} does not get dark; choose another with --night.");
}
