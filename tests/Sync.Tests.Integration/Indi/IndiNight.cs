using MassTransit;
using System.Runtime.CompilerServices;
using Dapper;
using Sync.Astro.Coordinates;
using Sync.Devices.Indi;
using Sync.Devices.Rig;
using Sync.Host;
using Sync.Host.Nights;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;

namespace Sync.Tests.Integration.Indi;

/// <summary>A short night of the whole program on an indiserver of its own, in real time: rig file as delivered, all plans to their end.</summary>
public sealed class IndiNight : IAsyncLifetime
{
    public const int Luminance = 12;
    public const int Oxygen = 6;
    public const double ExposureSeconds = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly IndiServer server = new();
    private readonly string folder = Directory.CreateTempSubdirectory("sync-night-").FullName;

    /// <summary>Where the catalogue wants the telescopes, J2000.</summary>
    internal Equatorial Target { get; private set; } = new(0, 0);

    internal RigDescription Rig { get; private set; } = null!;

    internal NightView Night { get; private set; } = null!;

    internal IReadOnlyList<FrameRow> Frames { get; private set; } = [];

    internal IReadOnlyList<MoveRow> Moves { get; private set; } = [];

    internal IReadOnlyList<string> Files => Directory.GetFiles(Path.Combine(folder, "frames"), "*", SearchOption.AllDirectories);

    public async Task InitializeAsync()
    {
        await server.InitializeAsync();
        var now = IndiServer.Time.GetUtcNow();
        Rig = DeliveredRig() with { Site = DarkSite.At(now) };
        Target = DarkSite.RichField(Rig.Site, now);
        await SetUpRig();
        using (var store = await CatalogueFile.Open(folder, default))
            await store.Write(t => Task.Run(() => NightCatalogue.Lay(t, Target)), default);
        await Play();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal async Task<bool> IsParked()
    {
        await using var line = await server.Line("Mount", "TELESCOPE_PARK");
        return line.Need("TELESCOPE_PARK") is { State: not IndiState.Busy } park && park.IsOn("PARK");
    }

    private async Task Play()
    {
        var settings = new HostSettings
        {
            Roles = Role.All,
            Rig = Rig,
            Cameras = [.. Rig.Cameras.Select(c => c.Name)],
            Directory = folder,
            Time = IndiServer.Time,
            Options = new Dictionary<string, string?> { ["Dither:SettleTime"] = "00:00:01" },
        };
        await using var night = await NightRun.Prepare(settings, default);
        await night.Begin(NewId.NextGuid(), null, default);
        using var limit = new CancellationTokenSource(Limit, IndiServer.Time);
        Night = await night.Ended(limit.Token);
        Frames = await night.Store.Read(c => c.Query<FrameRow>(FrameRow.Sql).AsList());
        Moves = await night.Store.Read(c => c.Query<MoveRow>(MoveRow.Sql).AsList());
    }

    /// <summary>What a mount and telescopes are told once, when they are set up.</summary>
    private async Task SetUpRig()
    {
        await server.Set("Mount", "GEOGRAPHIC_COORD",
            ("LAT", Rig.Site.LatitudeDegrees), ("LONG", (Rig.Site.LongitudeDegrees + 360) % 360), ("ELEV", Rig.Site.ElevationMetres));
        foreach (var camera in Rig.Cameras)
            await server.Set(camera.Device!, "SCOPE_INFO", ("FOCAL_LENGTH", camera.FocalLengthMillimetres), ("APERTURE", camera.ApertureMillimetres));
    }

    private RigDescription DeliveredRig() =>
        RigFile.Parse(File.ReadAllText(Path.Combine(Repository(), "deploy/config/indi.json")).Replace(":7624", $":{server.Address.Port}"));

    private static string Repository([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
}

/// <summary>A frame in the books; instants in milliseconds since 1970.</summary>
internal sealed record FrameRow
{
    public const string Sql = "select camera as Camera, path as Path, opened as Opened, closed as Closed, filter as Filter, state as State, stars as Stars, hfr_pixels as HfrPixels from frame order by opened";

    public required string Camera { get; init; }

    public required string Path { get; init; }

    public required long Opened { get; init; }

    public required long Closed { get; init; }

    public required string Filter { get; init; }

    public required string State { get; init; }

    public required int? Stars { get; init; }

    public required double? HfrPixels { get; init; }
}

/// <summary>A move in the books; instants in milliseconds since 1970.</summary>
internal sealed record MoveRow
{
    public const string Sql = "select kind as Kind, began as Began, ended as Ended from sky_move order by epoch";

    public required string Kind { get; init; }

    public required long Began { get; init; }

    public required long Ended { get; init; }
}
