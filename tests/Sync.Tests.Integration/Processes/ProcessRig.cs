using System.Globalization;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Nights;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Integration.Processes;

/// <summary>
/// A simulated rig as it is run in earnest: the built program, a process for each role and camera, each with a folder of its
/// own. Their common clock runs faster than life, and the devices' own record is in files that all of them see.
/// </summary>
internal sealed class ProcessRig : IJudgedNight, IAsyncDisposable
{
    public const string Scheduler = "scheduler";
    public const string Dither = "dither";
    public const string Grader = "grader";

    /// <summary>It reads out for a minute of the night.</summary>
    public const string SlowCamera = "redcat";

    private const int Seed = 7;
    private static readonly TimeSpan NightSlack = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    /// <summary>Dark, with a target of five-minute exposures before and one of shorter ones after half an hour.</summary>
    private static readonly DateTimeOffset Start = new(2026, 11, 9, 22, 40, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("sync-rig-").FullName;
    private readonly Dictionary<string, Child> children = [];
    private readonly Dictionary<string, string> environment;
    private readonly DateTimeOffset epoch = TimeProvider.System.GetUtcNow();
    private readonly double speed;
    private readonly TimeSpan night;

    private ProcessRig(Logins logins, double speed, TimeSpan night, IReadOnlyDictionary<string, string>? settings)
    {
        (this.speed, this.night) = (speed, night);
        Logins = logins;
        environment = new(Patient(night))
        {
            ["Web__Listen"] = "none", // other tests run at the same time
            ["Simulation__World"] = World,
            ["Simulation__Seed"] = $"{Seed}",
            ["Simulation__Clock"] = string.Create(CultureInfo.InvariantCulture, $"{epoch:O} {Start:O} {speed}"),
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            environment[name] = value;
    }

    public static IReadOnlyList<string> CameraNames { get; } = [.. DemoRig.Of(3).Cameras.Select(c => c.Name)];

    public Logins Logins { get; }

    public IReadOnlyList<string> Cameras => CameraNames;

    public NightBooks Books => new(Folder(Scheduler));

    private string World => Path.Combine(folder, "world");

    private string RigJson => Path.Combine(folder, "rig.json");

    /// <summary>Lays the folders, and starts nothing.</summary>
    public static async Task<ProcessRig> Prepare(
        Logins logins, double speed, TimeSpan night, IReadOnlyDictionary<string, string>? settings = null)
    {
        var rig = new ProcessRig(logins, speed, night, settings);
        await Broker.Clear(logins.Administrator, rig.Cameras);
        File.WriteAllText(rig.RigJson, RigFile.Write(Described()));
        Directory.CreateDirectory(rig.Folder(Scheduler));
        using var catalogue = await CatalogueFile.Open(rig.Folder(Scheduler), CancellationToken.None);
        await catalogue.Write(t => DemoCatalogue.Seed(t), CancellationToken.None);
        return rig;
    }

    public void StartAll()
    {
        foreach (var role in new[] { Scheduler, Dither, Grader }.Concat(Cameras))
            StartOne(role);
    }

    /// <param name="role">a role's name, or a camera's for its agent</param>
    public void StartOne(string role)
    {
        var isCamera = Cameras.Contains(role);
        string[] what = isCamera ? ["camera-agent", "--name", role] : [role];
        var login = Logins.Of(isCamera ? Contracts.Senders.Camera(role) : role);
        children[role] = new Child(
            "dotnet",
            [typeof(NightRun).Assembly.Location, .. what, "--rig", RigJson, "--data", Folder(role)],
            Log(role),
            new Dictionary<string, string>(environment) { ["ConnectionStrings__Broker"] = login.AbsoluteUri });
    }

    /// <summary>Runs `sync check` as the operator, again and again until its exit code is as wanted.</summary>
    /// <returns>its last exit code, and what it said</returns>
    public async Task<(int Code, IReadOnlyList<Checked> Items)> Check(string name, Func<int, bool> until)
    {
        (int Code, string Output) last = (0, "");
        try
        {
            await Watch.Until("sync check ends as wanted", CheckLimit, async () =>
            {
                last = await Ask(name, "check", "--json", "--data", Folder(name));
                return until(last.Code);
            });
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} It said at last, with {last.Code}: {last.Output}", e);
        }
        return (last.Code, Checked.Read(last.Output));
    }

    /// <summary>Runs the program as the operator.</summary>
    /// <returns>its exit code, and what it said</returns>
    public async Task<(int Code, string Output)> Ask(string name, params string[] command)
    {
        File.Delete(Log(name));
        using var asking = new Child(
            "dotnet",
            [typeof(NightRun).Assembly.Location, .. command],
            Log(name),
            new Dictionary<string, string>(environment) { ["ConnectionStrings__Broker"] = Logins.Of(Contracts.Senders.Operator).AbsoluteUri });
        await Watch.Until($"sync {command[0]} ends", CheckLimit, () => Task.FromResult(!asking.Runs));
        return (asking.ExitCode, File.ReadAllText(Log(name)));
    }

    /// <summary>As the kernel would, in the middle of whatever it does.</summary>
    public Task Kill(string role) => children[role].Kill();

    /// <summary>As the system does, in order.</summary>
    /// <returns>its exit code</returns>
    public Task<int> Stop(string role) => children[role].Stop(StopLimit);

    public async Task Restart(string role)
    {
        await Kill(role);
        StartOne(role);
    }

    /// <returns>the exit code of each role</returns>
    public async Task<IReadOnlyDictionary<string, int>> StopAll()
    {
        var codes = await Task.WhenAll(children.Select(async c => (c.Key, Code: await c.Value.Stop(StopLimit))));
        return codes.ToDictionary(c => c.Key, c => c.Code);
    }

    /// <summary>Waits for what the processes do; fails when one of them ended by itself.</summary>
    public Task Until(string what, TimeSpan within, Func<Task<bool>> look) => Watch.Until(what, within, () =>
        children.FirstOrDefault(c => !c.Value.Runs) is { Key: { } dead }
            ? throw new InvalidOperationException($"{dead} ended by itself, with {children[dead].ExitCode}: {Tail(dead)}")
            : look());

    /// <summary>Until the mount is parked, within the night's length and the time that its preparation and recoveries may take.</summary>
    public Task Ends() => Until("The night ends", Real(night) + NightSlack, async () => (await Books.Night())?.EndedAt is not null);

    /// <summary>Real time for so much of the night.</summary>
    public TimeSpan Real(TimeSpan simulated) => simulated / speed;

    /// <summary>The night's time now.</summary>
    public DateTimeOffset Now => Start + ((TimeProvider.System.GetUtcNow() - epoch) * speed);

    public IReadOnlyList<TruthRecord> Truth() => new SimulatedWorld(TimeProvider.System, Seed, World).Records();

    public IReadOnlyList<string> Files() =>
        [.. Cameras.Select(c => Path.Combine(Folder(c), "frames")).Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d, "*.fits", SearchOption.AllDirectories))];

    public Task<IReadOnlyList<string>> GivenUp() => Broker.GivenUp(Logins.Administrator, Cameras);

    public string Folder(string role) => Path.Combine(folder, role);

    public string Log(string role) => Path.Combine(folder, $"{role}.log");

    public string Tail(string role) => File.Exists(Log(role)) ? string.Join('\n', File.ReadLines(Log(role)).TakeLast(15)) : "";

    /// <summary>The folder stays when SYNC_TEST_KEEP is set, for whoever looks into a failure.</summary>
    public ValueTask DisposeAsync()
    {
        foreach (var child in children.Values)
            child.Dispose();
        if (Environment.GetEnvironmentVariable("SYNC_TEST_KEEP") is not { Length: > 0 })
            Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Small sensors, and one that takes its time to read out.</summary>
    private static RigDescription Described()
    {
        var demo = DemoRig.Of(3);
        return demo with
        {
            Cameras = [.. demo.Cameras.Select(c => c with
            {
                Sensor = new SensorDescription
                {
                    WidthPixels = 400, HeightPixels = 300, BayerPattern = c.Sensor?.BayerPattern, DownloadSeconds = c.Name == SlowCamera ? 60 : 2,
                },
            })],
        };
    }

    /// <summary>A second of the machine is minutes of the night, so what waits for processes must wait longer.</summary>
    private static Dictionary<string, string> Patient(TimeSpan night) => new()
    {
        ["Night__AtMost"] = night.ToString(),
        ["Night__ListenForCameras"] = "00:30:00",
        ["Night__MoveWithin"] = "00:20:00",
        ["Rounds__LeaseAllowance"] = "00:05:00",
        ["Rounds__CloseWithin"] = "00:02:00",
        ["Check__AnswerWithin"] = "00:05:00",
        ["Fleet__LostAfter"] = "00:10:00",
        ["CameraAgent__HeartbeatInterval"] = "00:01:00",
        ["CameraAgent__StampInterval"] = "00:00:30",
        ["CameraAgent__SendLimit"] = "00:05:00",
        ["CameraAgent__ConnectLimit"] = "00:10:00",
        ["CameraAgent__PrepareLimit"] = "00:10:00",
        ["CameraAgent__DownloadLimit"] = "00:10:00",
        ["Dither__SettleTimeout"] = "00:05:00",
        ["Dither__CommandLimit"] = "00:10:00",
    };
}
