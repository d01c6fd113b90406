using System.Globalization;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Nights;
using Sync.Tests.Integration.Processes;

namespace Sync.Benchmarks.Rounds;

/// <summary>A night of simulated devices in real time: a process for each role and camera, each with a database of its own, on RabbitMQ.</summary>
internal sealed class RealTimeRig : IDisposable
{
    private const int Seed = 1;

    /// <summary>More, on a small machine, starve one another until brokers and they give each other up.</summary>
    private const int StartingTogether = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("sync-rounds-").FullName;
    private readonly Dictionary<string, Child> children = [];
    private readonly Dictionary<string, string> environment;
    private readonly RoundsOrder order;
    private readonly Logins logins;
    private readonly RigDescription rig;

    private RealTimeRig(RoundsOrder order, Logins logins)
    {
        (this.order, this.logins) = (order, logins);
        rig = ManyCameras.Rig(order.Cameras);
        environment = new()
        {
            ["Web__Listen"] = "none",
            ["Simulation__World"] = World,
            ["Simulation__Seed"] = $"{Seed}",
            ["Simulation__Clock"] = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():O} {Start:O} 1"),
            ["Night__ListenForCameras"] = order.AtMost.ToString(),
            ["CameraAgent__MinimumFreeDiskBytes"] = "1000000",
        };
    }

    /// <summary>When the night's clock starts: it is dark.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 9, 22, 40, 0, TimeSpan.Zero);

    private string World => Path.Combine(folder, "world");

    private string RigJson => Path.Combine(folder, "rig.json");

    public static IReadOnlyList<string> Names(int cameras) => [.. ManyCameras.Rig(cameras).Cameras.Select(c => c.Name)];

    /// <summary>Lays its files and starts all its processes.</summary>
    public static async Task<RealTimeRig> Begin(RoundsOrder order, Logins logins, CancellationToken cancel)
    {
        var rig = new RealTimeRig(order, logins);
        try
        {
            File.WriteAllText(rig.RigJson, RigFile.Write(rig.rig));
            Directory.CreateDirectory(rig.Folder(Senders.Scheduler));
            using (var catalogue = await CatalogueFile.Open(rig.Folder(Senders.Scheduler), cancel))
                await catalogue.Write(t => ManyCameras.Catalogue(t, order), cancel);
            foreach (var role in new[] { Senders.Scheduler, Senders.Dither, Senders.Grader })
                rig.Process(role, role, [role]);
            foreach (var (i, camera) in rig.rig.Cameras.Index())
            {
                if (i >= StartingTogether)
                    await rig.Started(rig.rig.Cameras[i - StartingTogether].Name);
                rig.Process(camera.Name, Senders.Camera(camera.Name), ["camera-agent", "--name", camera.Name]);
            }
            return rig;
        }
        catch
        {
            rig.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the last round's shutters are open. Looks seldom, for it takes from what is measured.</summary>
    /// <exception cref="InvalidOperationException">a process ended by itself</exception>
    /// <exception cref="TimeoutException">it took too long</exception>
    public Task Played(CancellationToken cancel)
    {
        var looks = 0;
        return Watch.Until($"{order.LastRound} rounds are taken", order.AtMost, () =>
        {
            cancel.ThrowIfCancellationRequested();
            if (children.FirstOrDefault(c => !c.Value.Runs) is { Key: { } dead })
                throw new InvalidOperationException($"{dead} ended by itself, with {children[dead].ExitCode}: {Tail(dead)}");
            return Task.FromResult(looks++ % 50 == 0 && Opened() >= order.LastRound);
        });
    }

    /// <summary>What the devices recorded.</summary>
    public IReadOnlyList<TruthRecord> Truth() => new SimulatedWorld(TimeProvider.System, Seed, World).Records();

    /// <summary>The scheduler's folder; its database is in use until this is disposed.</summary>
    public string Books => Folder(Senders.Scheduler);

    public async Task End() => await Task.WhenAll(children.Values.Select(c => c.Kill()));

    public void Dispose()
    {
        foreach (var child in children.Values)
            child.Dispose();
        if (Environment.GetEnvironmentVariable("SYNC_TEST_KEEP") is not { Length: > 0 })
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Of the first camera; a line for each exposure.</summary>
    private int Opened() => Path.Combine(World, $"{rig.Cameras[0].Name}.jsonl") is var file && File.Exists(file)
        ? File.ReadLines(file).Count(l => l.Contains("\"shutterOpened\"", StringComparison.Ordinal))
        : 0;

    private void Process(string name, string user, string[] what) => children[name] = new Child(
        "dotnet",
        [order.Program, .. what, "--rig", RigJson, "--data", Folder(name)],
        Log(name),
        new Dictionary<string, string>(environment) { ["ConnectionStrings__Broker"] = logins.Of(user).AbsoluteUri },
        order.AtMost);

    /// <summary>It has its database then, and little else to begin with.</summary>
    private Task Started(string name) =>
        Watch.Until($"{name} has started", order.AtMost, () => Task.FromResult(File.Exists(CatalogueFile.In(Folder(name)))));

    private string Folder(string name) => Path.Combine(folder, name);

    private string Log(string name) => Path.Combine(folder, $"{name}.log");

    private string Tail(string name) => File.Exists(Log(name)) ? string.Join('\n', File.ReadLines(Log(name)).TakeLast(15)) : "";
}
