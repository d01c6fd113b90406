using Microsoft.Extensions.DependencyInjection;
using Sync.CameraAgent;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Devices.Simulated;

namespace Sync.Tests.CameraAgent;

/// <summary>The agent of camera "wide" with scripted devices, and what a scheduler would say to it.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    public const string Name = "wide";

    private readonly RoleHost role;

    private AgentHost(RoleHost role, FakeTime time, ScriptedCamera camera) => (this.role, Time, Camera) = (role, time, camera);

    public FakeTime Time { get; }

    public ScriptedCamera Camera { get; }

    public Probe Probe => role.Probe;

    public RoleHost Role => role;

    public static async Task<AgentHost> Start(string directory, FakeTime? clock = null, Action<ScriptedCamera>? script = null, string? minimumFreeDisk = null,
        string? programs = null, bool covered = false, ScriptedFocuser? focuser = null, FocuserDescription? focusing = null,
        ScriptedField? field = null, Dictionary<string, string?>? more = null)
    {
        var time = clock ?? new FakeTime();
        var camera = new ScriptedCamera(time);
        script?.Invoke(camera);
        if (focuser is not null)
            focuser.Camera = camera;
        var settings = new Dictionary<string, string?>
        {
            ["CameraAgent:FramesDirectory"] = Frames(directory),
            ["CameraAgent:MinimumFreeDiskBytes"] = minimumFreeDisk ?? "0",
            ["CameraAgent:Programs"] = programs,
        };
        foreach (var (name, value) in more ?? [])
            settings[name] = value;
        if (field is not null)
            field.Camera = camera;
        var role = await RoleHost.Start(
            directory, time, settings,
            services =>
            {
                services.AddSingleton(new AgentNames([Name]));
                services.AddSingleton<TelescopeFactory>(_ => new Telescope(Description with { Focuser = focusing }, Site, camera, new ScriptedWheel(), focuser, covered ? new SimulatedCover(new Sync.Devices.Simulated.World.SimulatedWorld(time, 1, null), "wide.cover") : null)
                {
                    Rotator = field is { HasRotator: true } ? field : null,
                    Solver = field,
                });
            },
            CameraAgentService.AddCameraAgent,
            (context, bus) => bus.ReceiveEndpoint(Addresses.Camera(Name), e =>
            {
                RoleHost.Shape(context, Addresses.Camera(Name), e);
                CameraAgentService.Listen(context, e);
            }));
        return new AgentHost(role, time, camera);
    }

    public static string Frames(string directory) => Path.Combine(directory, "frames");

    public Task Tell<T>(T message)
        where T : class => role.Tell(Addresses.Camera(Name), message);

    /// <summary>Prepares a round and waits until the camera has said that it is ready.</summary>
    public async Task<CameraReady> Ready(PrepareRound order)
    {
        await Tell(order);
        return await Probe.Hears<CameraReady>(r => r.RoundId == order.RoundId);
    }

    /// <param name="order">the round</param>
    /// <param name="stamp">of the camera</param>
    /// <param name="window">seconds; where it is not given, as long as the lease</param>
    /// <param name="lease">seconds; where it is not given, as prepared for</param>
    /// <param name="side">of the pier</param>
    public Task Open(PrepareRound order, Guid stamp, double? window = null, double? lease = null, SideOfPier? side = null) => Tell(new OpenShutters
    {
        RoundId = order.RoundId, Epoch = order.Epoch, Camera = Name, Stamp = stamp, Window = window is { } w ? TimeSpan.FromSeconds(w) : order.Lease,
        Lease = lease is { } l ? TimeSpan.FromSeconds(l) : order.Lease, Side = side,
    });

    /// <summary>Prepares, opens, and waits until the shutter is open.</summary>
    public async Task Exposing(PrepareRound order, double? window = null, SideOfPier? side = null)
    {
        await Open(order, (await Ready(order)).Stamp, window, side: side);
        await Probe.Hears<ShutterOpened>(o => o.RoundId == order.RoundId);
        await Time.Awaited(order.Slot.Exposure);
    }

    /// <summary>Takes the frame of a round.</summary>
    public async Task<FrameSaved> Frame(PrepareRound order, SideOfPier? side = null)
    {
        await Exposing(order, side: side);
        Time.Advance(order.Slot.Exposure);
        return await Probe.Hears<FrameSaved>(s => s.RoundId == order.RoundId);
    }

    /// <summary>Returns when the agent has read all that was said to it until now: it refuses a round of long ago, which can be heard.</summary>
    public async Task HasRead()
    {
        var late = Round();
        await Tell(new OpenShutters { RoundId = late.RoundId, Epoch = late.Epoch, Camera = Name, Stamp = Guid.NewGuid(), Window = TimeSpan.Zero, Lease = TimeSpan.Zero });
        await Closed(late);
    }

    public Task<ShutterClosed> Closed(PrepareRound order) => Probe.Hears<ShutterClosed>(c => c.RoundId == order.RoundId);

    public static PrepareRound Round(int epoch = 1, int number = 1, Guid? night = null, double seconds = 60, double lease = 120, string target = "M 31", string? filter = "Ha", int frames = 1) => new()
    {
        RoundId = Guid.NewGuid(),
        NightId = night ?? Guid.NewGuid(),
        Number = number,
        Epoch = epoch,
        Camera = Name,
        Target = new()
        {
            TargetId = Guid.NewGuid(), Name = target, Project = "Andromeda", RightAscensionHours = 0.7123, DeclinationDegrees = 41.269, RotationDegrees = 35,
        },
        Slot = new()
        {
            PlanId = Guid.NewGuid(), Kind = "Ha 60", Filter = filter, Exposure = TimeSpan.FromSeconds(seconds), Frames = frames,
            Gain = 100, Offset = null, Binning = 2, ReadoutMode = null,
        },
        Lease = TimeSpan.FromSeconds(lease),
    };

    public ValueTask DisposeAsync() => role.DisposeAsync();

    public static readonly SiteDescription Site = new() { Name = "Hill", LatitudeDegrees = 47.1, LongitudeDegrees = 8.2, ElevationMetres = 900 };

    public static readonly CameraDescription Description = new()
    {
        Name = Name, Driver = "simulated", FocalLengthMillimetres = 400, ApertureMillimetres = 80, CoolToCelsius = -10, Telescope = "Left tube",
    };
}
