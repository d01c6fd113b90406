using Microsoft.Extensions.Options;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Solving;
using Sync.Clock;
using Sync.Contracts;

namespace Sync.CameraAgent;

/// <summary>Says every few seconds that an agent is there, and what it is doing.</summary>
internal sealed class Heart(
    Telescope telescope, Status status, FocusKeeper focus, DriftWatch drift, Mouth mouth, TimeProvider time, IOptions<CameraAgentOptions> options)
{
    private readonly Guid instance = Guid.NewGuid();

    /// <summary>Beats until stopped. It counts as work from this call on.</summary>
    public async Task Beat(CancellationToken stop)
    {
        using var work = Work.Begin(time);
        while (!stop.IsCancellationRequested)
        {
            mouth.Say(Addresses.Fleet, Heartbeat());
            await time.Pass(options.Value.HeartbeatInterval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A camera that was never connected can't tell its pixels and filters yet.</summary>
    private CameraHeartbeat Heartbeat()
    {
        var (now, need) = (status.Now, focus.Need);
        return new CameraHeartbeat
        {
            Camera = telescope.Name,
            Instance = instance,
            Filters = status.Known ? telescope.Wheel?.Filters ?? [] : [],
            Profile = telescope.Description.ProfileOrName(),
            PixelArcseconds = status.Known ? telescope.PixelArcseconds : 0,
            Activity = now.Activity,
            ExposureEnds = now.ExposureEnds,
            Exposure = now.Exposure,
            Readout = status.Readout,
            FocusNeedPercent = 100 * need?.Part,
            FocusReason = need?.Reason,
            Solves = telescope.Solver is not null,
            Centres = telescope.Description.Centres,
            FocalLengthMillimetres = telescope.Description.FocalLengthMillimetres,
            Drift = drift.Drift,
            SentAt = time.GetUtcNow(),
        };
    }
}
