using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Scheduler.Rounds;
using Sync.Tests.Integration.Processes;

namespace Sync.Tests.Integration.Compose;

/// <summary>
/// The observatory as its owner runs it, in containers with named volumes and secrets of their own; only its rig is simulated,
/// and its clock runs faster than life. The volumes are read from outside.
/// </summary>
internal sealed class ComposeRig : IJudgedNight, IAsyncDisposable
{
    private const int Seed = 7;
    private const string InContainers = "/var/lib/sync/frames";
    private static readonly TimeSpan NightSlack = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan HealthLimit = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Start = new(2026, 11, 9, 21, 0, 0, TimeSpan.Zero);
    private static int count;

    private readonly string folder = Directory.CreateTempSubdirectory("sync-compose-").FullName;
    private readonly Dictionary<string, string> environment;
    private readonly double speed;
    private readonly TimeSpan night;
    private string frames = "";
    private string scheduler = "";

    private ComposeRig(double speed, TimeSpan night)
    {
        (this.speed, this.night) = (speed, night);
        var ports = FreePorts.Some(4);
        BrokerPort = ports[0];
        environment = new()
        {
            ["SYNC_SECRETS_DIR"] = Secrets,
            ["SYNC_CONFIG_DIR"] = Config,
            ["SYNC_FRAMES"] = "frames",
            ["SYNC_BIND"] = "127.0.0.1",
            ["SYNC_BROKER_PORT"] = $"{ports[0]}",
            ["SYNC_BROKER_PAGE_PORT"] = $"{ports[1]}",
            ["SYNC_PAGE_PORT"] = $"{ports[2]}",
            ["SYNC_TRACES_PORT"] = $"{ports[3]}",
            ["SYNC_TEST_NIGHT"] = night.ToString(),
            ["COMPOSE_PROFILES"] = "",
            ["SYNC_COLLECTOR"] = "",
        };
        Containers = new Containers($"synctest{Environment.ProcessId}x{Interlocked.Increment(ref count)}", environment);
    }

    public static IReadOnlyList<string> Cameras { get; } = [.. Described().Cameras.Select(c => c.Name)];

    public Containers Containers { get; }

    public int BrokerPort { get; }

    public NightBooks Books => new(scheduler);

    private string Secrets => Path.Combine(folder, "secrets");

    private string Config => Path.Combine(folder, "config");

    /// <summary>Makes secrets, rig, catalogue and volumes, and starts no service.</summary>
    public static async Task<ComposeRig> Prepare(double speed, TimeSpan night)
    {
        var rig = new ComposeRig(speed, night);
        try
        {
            await rig.Lay();
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>The simulated clock begins here.</summary>
    public async Task Up()
    {
        environment["SYNC_TEST_CLOCK"] = Clock();
        await Containers.Compose("up", "-d", "--no-build");
    }

    /// <summary>All services run and say that they are well, and what is done once is done.</summary>
    public Task Healthy() => Until("All services are healthy", HealthLimit, async () =>
        (await Containers.States()) is { Count: > 0 } states && states.Values.All(s => s is "running healthy" or "exited 0"));

    public string Password(string user) => File.ReadAllText(Path.Combine(Secrets, $"{user}.broker"));

    /// <summary>All secrets, by the names of their files.</summary>
    public IReadOnlyDictionary<string, string> AllSecrets() => Directory.EnumerateFiles(Secrets).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);

    public IReadOnlyList<TruthRecord> Truth() => new SimulatedWorld(TimeProvider.System, Seed, Path.Combine(frames, ".world")).Records();

    public IReadOnlyList<string> Files() =>
        [.. Directory.EnumerateFiles(frames, "*.fits", SearchOption.AllDirectories).Select(f => Path.Combine(InContainers, Path.GetRelativePath(frames, f)))];

    /// <summary>Asked of the broker itself, for no user may look into all queues.</summary>
    public async Task<IReadOnlyList<string>> GivenUp() =>
        [.. (await Containers.Compose("exec", "-T", "broker", "rabbitmqctl", "-q", "--no-table-headers", "list_queues", "name", "messages"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => l.Split('\t') is [var name, var messages] && (name.EndsWith("_error", StringComparison.Ordinal) || name.EndsWith("_skipped", StringComparison.Ordinal)) && messages.Trim() != "0")];

    public async Task Until(string what, TimeSpan within, Func<Task<bool>> look)
    {
        try
        {
            await Watch.Until(what, within, look);
        }
        catch (TimeoutException e)
        {
            var states = string.Join(", ", (await Containers.States()).Select(s => $"{s.Key} {s.Value}"));
            throw new TimeoutException($"{e.Message} {states}\n{await Containers.Compose("logs", "--no-color", "--tail", "15")}");
        }
    }

    /// <summary>Until the mount is parked, within the night's length and the time that its preparation and recoveries may take.</summary>
    public Task Ends() => Until("The night ends", (night / speed) + NightSlack, async () => (await Books.Night())?.EndedAt is not null);

    /// <summary>All goes, volumes too, unless SYNC_TEST_KEEP is set for whoever looks into a failure.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable("SYNC_TEST_KEEP") is { Length: > 0 })
            return;
        await Containers.Compose("down", "-v", "--timeout", "5");
        Directory.Delete(folder, recursive: true);
    }

    private async Task Lay()
    {
        environment["SYNC_TEST_CLOCK"] = Clock();
        Directory.CreateDirectory(Config);
        File.WriteAllText(Path.Combine(Config, "rig.json"), RigFile.Write(Described()));
        await Containers.Run(Path.Combine(Containers.Root, "deploy", "make-secrets.sh"), ["--to", Secrets, .. Cameras]);
        await Containers.Compose("run", "--rm", "--no-deps", "scheduler", "plan", "--rig", "/etc/sync/rig.json", "--data", "/var/lib/sync", "--night", "2026-11-09");
        (frames, scheduler) = (await Containers.Volume("frames"), await Containers.Volume("scheduler"));
    }

    private string Clock() => string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():O} {Start:O} {speed}");

    private static RigDescription Described()
    {
        var demo = DemoRig.Of(2);
        return demo with { Cameras = [.. demo.Cameras.Select(c => c with { Sensor = new SensorDescription { WidthPixels = 400, HeightPixels = 300 } })] };
    }
}
