using Sync.Clock;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;

namespace Sync.Host.Faults;

/// <summary>A simulated rig whose roles are apart as in processes of their own: a store each, and a broker between them.</summary>
internal sealed class FaultyRig : IAsyncDisposable
{
    /// <summary>Dithers fail more often than on a good night.</summary>
    private static readonly Conditions Rough = new() { UnsettledChance = 0.02 };

    /// <summary>As short as the exposures are, so that a lease is worth keeping; and a watchdog that is shorter than the longest fault.</summary>
    private static readonly IReadOnlyDictionary<string, string?> ShortLeases = new Dictionary<string, string?>
    {
        ["Rounds:CloseWithin"] = "00:00:05",
        ["Rounds:LeaseAllowance"] = "00:00:12",
        ["FocusSlots:Within"] = "00:02:00",
        ["SolveSlots:Within"] = "00:02:00",
        ["Watchdog:After"] = "00:03:00",
    };

    private readonly HostSettings settings;

    /// <param name="settings">of all roles; the scheduler's store is in their directory, the others' in folders there</param>
    /// <param name="time">their clock</param>
    /// <param name="faultSeed">of the broker's chance</param>
    /// <param name="faults">of which those of devices are in the world from the beginning</param>
    public FaultyRig(HostSettings settings, SimulatedTime time, int faultSeed, IReadOnlyList<Fault> faults)
    {
        this.settings = settings with { Options = ShortLeases, Collector = new ConfigurationBuilder().Build() }; // spans of one process: whose they were would not be known
        World = new SimulatedWorld(time, settings.Seed, null, Rough) { Outages = FaultPlan.Outages(faults) };
        Broker = new SimulatedBroker(time, faultSeed);
        Roles =
        [
            Life(Senders.Scheduler, Role.Scheduler, settings.Directory, settings.Cameras),
            Life(Senders.Dither, Role.Dither, Below(Senders.Dither), settings.Cameras),
            Life(Senders.Grader, Role.Grader, Below(Senders.Grader), settings.Cameras),
            .. settings.Cameras.Select(c => Life(Senders.Camera(c), Role.CameraAgent, Below(Senders.Camera(c)), [c])),
        ];

        RoleLife Life(string name, Role role, string directory, IReadOnlyList<string> cameras) => new(
            name,
            life => this.settings with { Roles = [role], Cameras = cameras, Directory = directory, Time = life.Time, Life = life },
            time,
            World,
            Broker)
        {
            Born = services => Born?.Invoke(name, services),
        };
    }

    /// <summary>Sees each life of each role before it begins.</summary>
    public Action<string, IServiceProvider>? Born { get; init; }

    public SimulatedWorld World { get; }

    public SimulatedBroker Broker { get; }

    public IReadOnlyList<RoleLife> Roles { get; }

    public RoleLife Scheduler => Roles[0];

    /// <summary>A small sensor is quickly drawn and measured, and a rig where the weather can turn.</summary>
    public static RigDescription Quick(RigDescription rig) => rig with
    {
        Safety = [new() { Driver = "simulated" }],
        Cameras = [.. rig.Cameras.Select(c => c with
        {
            Sensor = (c.Sensor ?? new()) with { WidthPixels = 96, HeightPixels = 72, DownloadSeconds = 0.3 },
        })],
    };

    public async Task Start()
    {
        foreach (var role in Roles)
            await role.Start();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var role in Roles)
            await role.DisposeAsync();
    }

    private string Below(string name) => Path.Combine(settings.Directory, name);
}
