using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sync.Contracts;
using Sync.Devices;
using Sync.Dither;
using Sync.Dither.Domes;
using Sync.Dither.Moves;
using Sync.Dither.Safety;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither;

/// <summary>The dither service with a scripted mount and guider.</summary>
internal sealed class DitherHost : IAsyncDisposable
{
    public static readonly Guid NightId = Guid.NewGuid();

    private readonly RoleHost role;

    private DitherHost(RoleHost role, FakeTime time, ScriptedMount mount, ScriptedGuider guider, List<string> did) => (this.role, Time, Mount, Guider, Did) = (role, time, mount, guider, did);

    public FakeTime Time { get; }

    public ScriptedMount Mount { get; }

    public ScriptedGuider Guider { get; }

    /// <summary>What mount and guider were told, in order.</summary>
    public List<string> Did { get; }

    public Probe Probe => role.Probe;

    public System.Diagnostics.Metrics.Meter Meter => Get<DitherMeter>().Meter;

    /// <param name="directory">of its database</param>
    /// <param name="script">of the guider</param>
    /// <param name="safety">makes what says whether telescopes may be out; nobody does when it is null</param>
    /// <param name="settings">others than the defaults</param>
    /// <param name="dome">makes the dome, which writes what it does behind the mount; null for none</param>
    public static async Task<DitherHost> Start(
        string directory, Action<ScriptedGuider>? script = null, Func<TimeProvider, ISafetyMonitor>? safety = null, Dictionary<string, string?>? settings = null,
        Func<List<string>, DomeSetup>? dome = null)
    {
        var (time, did) = (new FakeTime(), new List<string>());
        var (mount, guider) = (new ScriptedMount(did), new ScriptedGuider(time, did));
        script?.Invoke(guider);
        var role = await RoleHost.Start(
            directory, time, settings ?? [],
            services => services
                .AddSingleton(new SafetyRig(safety?.Invoke(time), [AgentHost.Name]))
                .AddSingleton(s => new SkyMover(mount, guider, time, s.GetRequiredService<IOptions<DitherOptions>>(), dome?.Invoke(did))),
            (bus, configuration) =>
            {
                bus.AddDither(configuration);
                bus.AddConsumer<ProbeConsumer<KeepClosed>>().ExcludeFromConfigureEndpoints();
                bus.AddConsumer<ProbeConsumer<MayOpen>>().ExcludeFromConfigureEndpoints();
            },
            (context, bus) => bus.ReceiveEndpoint(Addresses.Camera(AgentHost.Name), e =>
            {
                RoleHost.Shape(context, Addresses.Camera(AgentHost.Name), e);
                e.ConfigureConsumer<ProbeConsumer<KeepClosed>>(context);
                e.ConfigureConsumer<ProbeConsumer<MayOpen>>(context);
            }));
        return new DitherHost(role, time, mount, guider, did);
    }

    public T Get<T>()
        where T : notnull => role.Get<T>();

    public Task Tell<T>(T message)
        where T : class => role.Tell(Addresses.Dither, message);

    /// <summary>Lets guiding settle once somebody waits for it.</summary>
    public async Task Settles()
    {
        await Time.Awaited(Guider.SettlesAfter);
        Time.Advance(Guider.SettlesAfter);
    }

    /// <summary>Returns when all that was said until now has been read: a stale move is refused at once, which can be heard.</summary>
    public async Task HasRead()
    {
        var stale = Dither(int.MinValue);
        await Tell(stale);
        await Probe.Hears<MoveFailed>(f => f.MoveId == stale.MoveId);
    }

    public static Contracts.Dither Dither(int epoch, int number = 1) => Dither(epoch, number, GuidingRemedy.RestartGuiding);

    public static Contracts.Dither Dither(int epoch, int number, params GuidingRemedy[] remedies) =>
        new() { MoveId = Guid.NewGuid(), NightId = NightId, Epoch = epoch, Number = number, Reached = number - 1, AmplitudeArcseconds = 8, WhenUnsettled = remedies };

    public static Slew Slew(int epoch, params GuidingRemedy[] remedies) => new()
    {
        MoveId = Guid.NewGuid(), NightId = NightId, Epoch = epoch, Target = "M 31", RightAscensionHours = 0.7, DeclinationDegrees = 41,
        WhenUnsettled = remedies,
    };

    /// <summary>To the east of the pier.</summary>
    public static Flip Flip(int epoch) => new()
    {
        MoveId = Guid.NewGuid(), NightId = NightId, Epoch = epoch, Target = "M 31", RightAscensionHours = 0.7, DeclinationDegrees = 41, To = SideOfPier.East,
        WhenUnsettled = [],
    };

    public ValueTask DisposeAsync() => role.DisposeAsync();
}
