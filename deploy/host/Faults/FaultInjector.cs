using Sync.Clock;
using Sync.Contracts;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;

namespace Sync.Host.Faults;

/// <summary>Makes faults happen at their instants. Those of devices are in the world from the beginning.</summary>
internal sealed class FaultInjector(IReadOnlyList<RoleLife> roles, SimulatedBroker broker, SimulatedWorld world, SimulatedTime time)
{
    private static readonly TimeSpan CommitWithin = TimeSpan.FromSeconds(20);

    private readonly SimulatedSafetyMonitor weather = new(world, "rig.safety");

    /// <summary>Returns when the last fault is over. A failure to start a role again is thrown.</summary>
    public async Task Run(IReadOnlyList<Fault> faults)
    {
        using var work = Work.Begin(time);
        List<Task> underWay = [];
        foreach (var fault in faults)
        {
            await Until(fault.At);
            underWay.Add(Happen(fault));
        }
        var over = new Bell(time);
        _ = Task.WhenAll(underWay).ContinueWith(_ => over.Ring(), TaskScheduler.Default);
        await over.Wait(TimeSpan.MaxValue, CancellationToken.None);
        await Task.WhenAll(underWay);
    }

    private async Task Happen(Fault fault)
    {
        using var work = Work.Begin(time);
        switch (fault.Kind)
        {
            case FaultKind.Dies or FaultKind.DiesBeforeCommit or FaultKind.DiesAfterCommit:
            case FaultKind.Gone when fault.Who == Senders.Scheduler:
                await Die(Role(fault), fault);
                break;
            case FaultKind.CutOff:
            case FaultKind.Gone when fault.Who == Senders.Dither:
                broker.Cut(fault.Who);
                await Until(fault.Until);
                await broker.Mend(fault.Who);
                break;
            case FaultKind.BrokerDies:
                broker.Die();
                await Until(fault.Until);
                await broker.Return();
                break;
            case FaultKind.Late or FaultKind.Twice or FaultKind.Lossy:
                broker.Disturb(fault.Kind, fault.Who, fault.Until);
                break;
            case FaultKind.Unsafe:
                weather.Turn("the weather is bad");
                await Until(fault.Until);
                weather.Turn("");
                break;
        }
    }

    private async Task Die(RoleLife role, Fault fault)
    {
        if (fault.Kind is FaultKind.Dies or FaultKind.Gone)
            role.Die();
        else
            await role.DieAtCommit(fault.Commit, fault.Kind == FaultKind.DiesAfterCommit, CommitWithin < fault.Lasts ? CommitWithin : fault.Lasts);
        await Until(fault.Until);
        await role.Start();
    }

    private RoleLife Role(Fault fault) => roles.Single(r => r.Name == fault.Who);

    private Task Until(DateTimeOffset instant) => time.Pass(instant - time.GetUtcNow(), CancellationToken.None);
}
