using Microsoft.Extensions.DependencyInjection;
using Sync.CameraAgent.Calibration;
using Sync.CameraAgent.Checks;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Solving;
using Sync.CameraAgent.Steps;
using Sync.Clock;

namespace Sync.CameraAgent;

/// <summary>One agent put together: what answers, what works, and what says that it is there.</summary>
internal sealed class Station
{
    private readonly Telescope telescope;
    private readonly TimeProvider time;
    private readonly Hands hands;
    private readonly Heart heart;
    private readonly DriftWatch drift;

    public Station(Telescope telescope, IServiceProvider services, TimeProvider time)
    {
        this.telescope = telescope;
        this.time = time;
        var desk = new Desk(time);
        var status = new Status();
        var reach = new Reach(time);
        var next = Make<NextFrame>(telescope);
        var focus = Make<FocusKeeper>(telescope);
        var field = Make<FieldKeeper>(telescope);
        var shade = new Shade(telescope);
        drift = Make<DriftWatch>(telescope);
        var download = Make<Download>(telescope);
        var glance = Make<Glance>(telescope, download);
        Agent = Make<CameraAgent>(telescope, desk, new Lid(), next);
        Readiness = Make<Readiness>(telescope, reach, desk);
        Steps = Make<StepDesk>(telescope, Make<StepWork>(telescope, reach, desk));
        heart = Make<Heart>(telescope, status, focus, drift);
        hands = Make<Hands>(
            desk,
            status,
            reach,
            Make<Connecting>(telescope, focus, field),
            Make<Preparing>(telescope, status, focus, shade),
            Make<Exposing>(telescope, status, next, Make<Shutter>(telescope, status), Make<ReadingOut>(telescope, status, focus, field, download, Make<Saving>(telescope, focus, drift))),
            Make<FocusSearch>(telescope, status, focus, glance),
            Make<FieldSearch>(telescope, status, field, drift, glance),
            Make<FlatSearch>(telescope, status, glance),
            shade);

        T Make<T>(params object[] parts) => ActivatorUtilities.CreateInstance<T>(services, parts);
    }

    public CameraAgent Agent { get; }

    public Readiness Readiness { get; }

    public StepDesk Steps { get; }

    /// <summary>Works until stopped. It counts as work from this call on.</summary>
    public Task Run(CancellationToken stop)
    {
        var work = Work.Begin(time);
        return Task.Run(() => Run(work, stop), CancellationToken.None);
    }

    private async Task Run(IDisposable work, CancellationToken stop)
    {
        Task beating;
        using (work)
        {
            await Steps.Settle(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await hands.Begin(stop);
            beating = heart.Beat(stop);
            await hands.Run(stop);
        }
        await beating;
        await drift.Stop();
        await Steps.Stop();
        if (telescope.Cover is { } cover)
            await cover.DisposeAsync();
        if (telescope.Wheel is { } wheel)
            await wheel.DisposeAsync();
        if (telescope.Focuser is { } focuser)
            await focuser.DisposeAsync();
        if (telescope.Rotator is { } rotator)
            await rotator.DisposeAsync();
        await telescope.Camera.DisposeAsync();
    }
}
