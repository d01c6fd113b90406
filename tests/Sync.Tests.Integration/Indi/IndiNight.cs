using Sync.Astro.Coordinates;
using Sync.Devices.Indi;
using Sync.Devices.Rig;
using Sync.Host.Nights;
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
        Rig = DeliveredRig.On(server.Address) with { Site = DarkSite.At(now) };
        Target = DarkSite.RichField(Rig.Site, now);
        await DeliveredRig.SetUp(server, Rig);
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
        var night = await PlayedNight.Play(Rig, folder, new Dictionary<string, string?> { ["Dither:SettleTime"] = "00:00:01" }, Limit);
        (Night, Frames, Moves) = (night.View, night.Frames, night.Moves);
    }
}
