using Sync.Astro.Coordinates;
using Sync.Astro.Fits;
using Sync.Devices.Rig;
using Sync.Host.Nights;
using Sync.Measure;
using Sync.Tests.Integration.Indi;

namespace Sync.Tests.Integration.Loop;

/// <summary>A short night in real time that sees by its own frames what it does: it slews, solves, centres, exposes, and dithers by pulses of the mount.</summary>
public sealed class LoopNight : IAsyncLifetime
{
    public const double DitherArcseconds = 20;

    /// <summary>In the west the simulated mount's north is north.</summary>
    private const double HoursEast = -2;

    /// <summary>By so much the mount believes to look elsewhere than it does: hours of right ascension, degrees of declination.</summary>
    private static readonly (double Hours, double Degrees) Wrong = (0.02, -0.15);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private static readonly Dictionary<string, string?> Options = new()
    {
        ["Night:DitherArcseconds"] = $"{DitherArcseconds}",
        ["Dither:SettleTime"] = "00:00:01",
        ["Solve:Exposure"] = "00:00:02",
        ["Solve:Binning"] = "1",
        ["SolveSlots:Within"] = "00:02:00",
        ["Solve:DriftEvery"] = "0",
    };

    private readonly IndiServer server = new();
    private readonly string folder = Directory.CreateTempSubdirectory("sync-loop-").FullName;
    private MistakenMount? mount;
    private Dictionary<string, FrameMeasurement> measured = [];

    /// <summary>Where the catalogue wants the telescopes, J2000.</summary>
    internal Equatorial Target { get; private set; } = new(0, 0);

    /// <summary>Where the first slew to the target brings the telescopes in truth, J2000: before they are centred.</summary>
    internal Equatorial Beside { get; private set; } = new(0, 0);

    internal RigDescription Rig { get; private set; } = null!;

    internal PlayedNight Night { get; private set; } = null!;

    internal IndiWitness Witness { get; private set; } = null!;

    internal IReadOnlyList<string> Files => Directory.GetFiles(Path.Combine(folder, "frames"), "*", SearchOption.AllDirectories);

    public async Task InitializeAsync()
    {
        await server.InitializeAsync();
        var now = IndiServer.Time.GetUtcNow();
        mount = new(server.Address, Wrong);
        Rig = LoopRig.Of(DeliveredRig.On(server.Address), mount.Address) with { Site = DarkSite.At(now) };
        Target = DarkSite.RichField(Rig.Site, now, HoursEast);
        Beside = mount.TruthOf(Target, now);
        await LoopRig.SetUp(server, Rig);
        using (var store = await CatalogueFile.Open(folder, default))
            await store.Write(t => Task.Run(() => LoopRig.Lay(t, Target, Rig.Cameras.Count)), default);
        Witness = await IndiWitness.Watch(server.Address, IndiServer.Time, Rig);
        Night = await PlayedNight.Play(Rig, folder, Options, Limit);
        measured = Night.Frames.ToDictionary(f => f.Path, f => Measure(f.Path));
    }

    public async Task DisposeAsync()
    {
        if (Witness is not null)
            await Witness.DisposeAsync();
        if (mount is not null)
            await mount.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal FrameMeasurement Measured(FrameRow frame) => measured[frame.Path];

    /// <summary>Of the frames that a camera took in an epoch.</summary>
    internal IReadOnlyList<FrameMeasurement> Stars(CameraDescription camera, int epoch) =>
        [.. Night.Frames.Where(f => f.Camera == camera.Name && f.Epoch == epoch).Select(Measured)];

    /// <summary>Of a camera, those of one epoch together, in the order of time.</summary>
    internal IReadOnlyList<IReadOnlyList<FrameRow>> Epochs(CameraDescription camera) =>
        [.. Night.Frames.Where(f => f.Camera == camera.Name).GroupBy(f => f.Epoch).OrderBy(g => g.Key).Select(g => g.ToList())];

    private static FrameMeasurement Measure(string path)
    {
        using var file = File.OpenRead(path);
        var image = FitsReader.Read(file);
        return Frame.Measure(image.Pixels, image.Width, image.Height, MeasureOptions.Default);
    }
}
