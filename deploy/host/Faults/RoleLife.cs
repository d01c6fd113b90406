using MassTransit;
using Microsoft.Extensions.Hosting;
using Sync.Clock;
using Sync.Devices.Simulated.World;
using Sync.Ledger;
using Sync.Ledger.Locks;

namespace Sync.Host.Faults;

/// <summary>A role with a store of its own that may die and is started again, as its process would be.</summary>
/// <param name="name">of the role; of a camera's agent, with the camera's</param>
/// <param name="settings">of the process, for each of its lives</param>
/// <param name="time">the rig's</param>
/// <param name="world">the rig's</param>
/// <param name="broker">the rig's</param>
internal sealed class RoleLife(string name, Func<Incarnation, HostSettings> settings, SimulatedTime time, SimulatedWorld world, SimulatedBroker broker) : IAsyncDisposable
{
    /// <summary>By the real clock: what is left of a dead process has come to rest long before, or never will.</summary>
    private static readonly TimeSpan RestsWithin = TimeSpan.FromSeconds(3);

    private readonly List<Task> buried = [];
    private Incarnation? life;
    private IHost? host;

    public string Name => name;

    public bool IsAlive => host is not null;

    /// <summary>Sees each life before it begins.</summary>
    public Action<IServiceProvider>? Born { get; init; }

    /// <summary>Of the present life.</summary>
    public IServiceProvider Services => host!.Services;

    public async Task Start()
    {
        using var work = Work.Begin(time);
        var mortal = new MortalTime(time);
        life = new Incarnation(name, mortal, world.SeenBy(mortal), broker);
        var born = await SyncHost.Build(settings(life), CancellationToken.None);
        Born?.Invoke(born.Services);
        await born.StartAsync(CancellationToken.None);
        host = born;
        await broker.Connect(name, born.Services.GetRequiredService<IBus>());
    }

    /// <summary>Dies at that commit from now on, at the latest after that time.</summary>
    public async Task DieAtCommit(int commit, bool after, TimeSpan atMost)
    {
        var dies = new Bell(time);
        var doomed = life!;
        doomed.Arm(commit, after, () =>
        {
            Die();
            dies.Ring();
        });
        await dies.Wait(atMost, CancellationToken.None);
        if (life == doomed)
            Die();
    }

    /// <summary>At once: nothing is finished, and nothing is said.</summary>
    public void Die()
    {
        if (host is not { } dead || life is not { } dying)
            return;
        (host, life) = (null, null);
        dying.Die();
        broker.Disconnect(name);
        dead.Services.GetRequiredService<StoreHold>().Dispose();
        buried.Add(Task.Run(() => Bury(dead, dying)));
    }

    /// <summary>Its threads and connections go too, as with a process.</summary>
    public async ValueTask DisposeAsync()
    {
        if (host is { } alive)
        {
            host = null;
            await alive.StopAsync();
            alive.Dispose();
        }
        await Task.WhenAll(buried);
    }

    private static async Task Bury(IHost dead, Incarnation dying)
    {
        using var limit = new CancellationTokenSource(RestsWithin, TimeProvider.System);
        await dead.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        dying.Time.Bury();
        dead.Dispose();
    }
}
