using Microsoft.Extensions.Logging;
using Sync.Astro.Coordinates;
using Sync.CameraAgent.Exposures;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Solving;

/// <summary>
/// Knows how far a camera's field has drifted since the telescopes were pointed: it solves the first frame after that, and then every so
/// many. It does so beside everything else with frames that are on disk already, one at a time. Kept by nobody: the next process begins anew.
/// </summary>
internal sealed partial class DriftWatch(Telescope telescope, SolveOptions solving, TimeProvider time, ILogger<DriftWatch> log)
{
    private const double ArcsecondsPerDegree = 3600;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private Pointing? pointing;
    private int framesSince;
    private bool underWay;
    private volatile FieldDrift? drift;

    /// <summary>Null before two frames were solved since the telescopes were pointed.</summary>
    public FieldDrift? Drift => drift;

    /// <summary>What is being solved, or was last.</summary>
    public Task Working { get; private set; } = Task.CompletedTask;

    /// <summary>Where the middle of a frame was, as it was solved.</summary>
    public void Learn(PrepareRound order, Equatorial centre)
    {
        lock (gate)
        {
            if (pointing is { } known && known.NightId == order.NightId && known.Epoch >= order.PointedEpoch)
            {
                if (known.Epoch == order.PointedEpoch)
                    Drifted(known, centre);
                return;
            }
            (pointing, drift, framesSince) = (new(order.NightId, order.PointedEpoch, centre), null, 0);
        }
    }

    /// <summary>A whole frame is on disk. Only what shows the target tells anything.</summary>
    public void Took(FrameRow frame, CameraImage image)
    {
        var order = frame.Order;
        if (order.Slot.Work != SlotWork.Expose)
            return;
        lock (gate)
        {
            var isFirst = pointing is null || pointing.NightId != order.NightId || pointing.Epoch < order.PointedEpoch;
            framesSince++;
            if (telescope.Solver is null || solving.DriftEvery == 0 || underWay || (!isFirst && framesSince < solving.DriftEvery) || stop.IsCancellationRequested)
                return;
            underWay = true;
            var work = Work.Begin(time);
            Working = Task.Run(() => Solve(frame, order, image, work), CancellationToken.None);
        }
    }

    /// <summary>Leaves what is under way undone.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync();
        await Working;
    }

    private async Task Solve(FrameRow frame, PrepareRound order, CameraImage image, IDisposable work)
    {
        using var counted = work;
        try
        {
            var near = new Equatorial(order.Target.RightAscensionHours, order.Target.DeclinationDegrees);
            var middle = frame.Opened + ((frame.Closed - frame.Opened) / 2);
            var plate = new Plate(image, telescope.Name, middle, near, telescope.PixelArcseconds * order.Slot.Binning);
            Learn(order, (await telescope.Solver!.Solve(plate, stop.Token)).Centre);
        }
        catch (Exception e) // a frame that is not solved costs nothing but that nobody knows
        {
            NotSolved(log, telescope.Name, frame.Path, e.Message);
        }
        lock (gate)
            underWay = false;
    }

    private void Drifted(Pointing since, Equatorial centre)
    {
        framesSince = 0;
        drift = new()
        {
            NightId = since.NightId, PointedEpoch = since.Epoch, Arcseconds = Sky.SeparationDegrees(since.Centre, centre) * ArcsecondsPerDegree,
        };
        Drifts(log, telescope.Name, drift.Arcseconds);
    }

    private sealed record Pointing(Guid NightId, int Epoch, Equatorial Centre);

    [LoggerMessage(Level = LogLevel.Information, Message = "The field of {Camera} is {Arcseconds:F0} arcsec from where it was when the telescopes were pointed")]
    private static partial void Drifts(ILogger log, string camera, double arcseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "How far the field of {Camera} has drifted is not known: {Path} was not solved: {Reason}")]
    private static partial void NotSolved(ILogger log, string camera, string path, string reason);
}
