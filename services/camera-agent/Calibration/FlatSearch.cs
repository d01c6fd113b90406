using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Sync.CameraAgent.Exposures;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Calibration;

/// <summary>Finds out under a hold how long flats must be exposed, with exposures that nobody keeps.</summary>
internal sealed partial class FlatSearch(
    Telescope telescope, Status status, Glance glance, Mouth mouth, TimeProvider time, ILogger<FlatSearch> log)
{
    /// <exception cref="DeviceException">
    /// the camera failed. Where its shutter may still be open the slot stays begun, with the reason, until the camera has answered again
    /// </exception>
    public async Task Run(Turn turn, CancellationToken stop)
    {
        using var span = AgentSpans.Of(turn.Order, "meter flat");
        status.Is(CameraActivity.Metering);
        try
        {
            await End(turn, await Search(turn, turn.Order.Slot.Level!, stop), span);
        }
        catch (Exception e)
        {
            span.Fail(e.Message);
            throw await mouth.Fails(turn.Slot!, e, CancellationToken.None);
        }
    }

    private async Task<FlatStep> Search(Turn turn, FlatLevel level, CancellationToken stop)
    {
        List<FlatTry> tries = [];
        using var limit = new SlotLimit(turn, turn.Order.Slot.Exposure, time, stop);
        try
        {
            var step = FlatRun.Next(level, tries);
            for (; step is TryFlat { Exposure: var exposure }; step = FlatRun.Next(level, tries))
            {
                if (!limit.Covers(exposure))
                    return new NoFlat($"After {tries.Count} exposures what was left of the lease did not cover another.");
                tries.Add(new(exposure, await MedianAdu(exposure, limit)));
            }
            return step;
        }
        catch (OperationCanceledException)
        {
            return new NoFlat(limit.Reason(telescope.Name));
        }
    }

    private async Task<double> MedianAdu(TimeSpan exposure, SlotLimit limit)
    {
        using var call = AgentSpans.Call("flat frame")?.SetTag("exposure.seconds", exposure.TotalSeconds);
        var (image, _) = await glance.Take(exposure, limit);
        var median = Median(image.Pixels);
        call?.SetTag("frame.median_adu", median);
        return median;
    }

    private static double Median(ushort[] pixels)
    {
        var counts = new int[ushort.MaxValue + 1];
        foreach (var pixel in pixels)
            counts[pixel]++;
        var (below, level) = (counts[0], 0);
        while (below * 2 < pixels.Length)
            below += counts[++level];
        return level;
    }

    private async Task End(Turn turn, FlatStep found, Activity? span)
    {
        var (exposure, reason) = ((found as FlatFound)?.Exposure, (found as NoFlat)?.Reason);
        var over = turn.Slot!.Over(reason);
        await mouth.Write(async t =>
        {
            if (Journal.Change(t, over))
                await t.Send(Addresses.Round, over.ToShutterClosed() with { FlatExposure = exposure });
        }, CancellationToken.None);
        span?.SetTag("exposure.seconds", exposure?.TotalSeconds);
        if (exposure is { } length)
        {
            Found(log, telescope.Name, turn.Order.Slot.Filter, length.TotalSeconds);
            return;
        }
        span.Fail(reason);
        NotFound(log, telescope.Name, turn.Order.Slot.Filter, reason!);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Camera} exposes flats through filter {Filter} for {Seconds} s")]
    private static partial void Found(ILogger log, string camera, string? filter, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera} takes no flats through filter {Filter}: {Reason}")]
    private static partial void NotFound(ILogger log, string camera, string? filter, string reason);
}
