using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.CameraAgent.Exposures;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Focusing;

/// <summary>Looks for the focus under a hold, with short exposures. The focuser moves between them only.</summary>
internal sealed partial class FocusSearch(
    Telescope telescope, Status status, FocusKeeper keeper, Glance glance, Mouth mouth, TimeProvider time, IOptions<CameraAgentOptions> options, ILogger<FocusSearch> log)
{
    /// <exception cref="DeviceException">
    /// a device failed. Where the shutter may still be open the slot stays begun, with the reason, until the camera has answered again
    /// </exception>
    public async Task Run(Turn turn, CancellationToken stop)
    {
        using var span = AgentSpans.Of(turn.Order, "focus");
        status.Is(CameraActivity.Focusing);
        var begun = await keeper.Begin(turn.Order, CancellationToken.None);
        List<FocusPoint> points = [];
        try
        {
            await End(turn, begun, points, await Search(turn, points, stop), span);
        }
        catch (Exception e)
        {
            span.Fail(e.Message);
            throw await mouth.Fails(turn.Slot!, e, CancellationToken.None);
        }
        await Rest();
    }

    private async Task Rest()
    {
        using var limit = new CancellationTokenSource(options.Value.PrepareLimit, time);
        try
        {
            await keeper.Rest(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new DeviceException(telescope.Name, $"its focuser did not come to rest within {options.Value.PrepareLimit.TotalSeconds:0} s", e);
        }
    }

    private async Task<FocusStep> Search(Turn turn, List<FocusPoint> points, CancellationToken stop)
    {
        var focuser = telescope.Focuser!;
        var (plan, start) = (keeper.Settings.Plan(focuser.HighestPosition), focuser.Position);
        using var limit = new SlotLimit(turn, turn.Order.Slot.Exposure, time, stop);
        try
        {
            var step = FocusRun.Next(plan, start, points);
            for (; step is MeasureAt { Position: var position }; step = FocusRun.Next(plan, start, points))
            {
                await keeper.Approach(position, limit.Token);
                if (!limit.Covers(keeper.Settings.Exposure))
                    return new NotFocused($"After {points.Count} frames what was left of the lease did not cover another.");
                points.Add(new(position, await Radius(limit) ?? 0));
            }
            return step;
        }
        catch (OperationCanceledException)
        {
            return new NotFocused(limit.Reason(telescope.Name));
        }
    }

    private async Task<double?> Radius(SlotLimit limit)
    {
        using var call = AgentSpans.Call("focus frame")?.SetTag("focus.position", telescope.Focuser!.Position);
        var (image, _) = await glance.Take(keeper.Settings.Exposure, limit);
        var radius = FocusKeeper.Radius(image);
        call?.SetTag("frame.hfr", radius);
        return radius;
    }

    /// <summary>All that is exposed is over: the sky may move while the focuser goes to its place.</summary>
    private async Task End(Turn turn, FocusRow begun, List<FocusPoint> points, FocusStep found, Activity? span)
    {
        var (now, celsius) = (time.GetUtcNow(), await keeper.Celsius(CancellationToken.None));
        var (curve, reason) = ((found as Focused)?.Curve, (found as NotFocused)?.Reason);
        var after = curve is null ? begun.Over() : begun.Over() with
        {
            Position = (int)Math.Round(curve.Position),
            HfrPixels = curve.HfrPixels,
            Celsius = celsius,
            Filter = turn.Order.Slot.Filter,
            FocusedAt = now.ToUnixTimeMilliseconds(),
        };
        var over = turn.Slot!.Over(reason);
        await mouth.Write(async t =>
        {
            await keeper.End(t, begun, after, begun.ToFocusEnded(after, points.Count, curve, reason, now) with { FocuserCelsius = celsius, Filter = turn.Order.Slot.Filter });
            if (Journal.Change(t, over))
                await t.Send(Addresses.Round, over.ToShutterClosed());
        }, CancellationToken.None);
        Tell(span, after, curve, reason);
    }

    private void Tell(Activity? span, FocusRow after, FocusCurve? curve, string? reason)
    {
        span?.SetTag("focus.position", after.Position).SetTag("focus.hfr", curve?.HfrPixels).SetTag("focus.r_squared", curve?.RSquared);
        if (curve is null)
        {
            span.Fail(reason);
            NotFound(log, telescope.Name, reason!, after.Position);
        }
        else
        {
            Found(log, telescope.Name, after.Position, curve.HfrPixels, curve.RSquared);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Camera} is in focus at {Position}: HFR {HfrPixels:F2} px, R² {RSquared:F2}")]
    private static partial void Found(ILogger log, string camera, int position, double hfrPixels, double rSquared);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera} found no focus: {Reason} Its focuser goes back to {Position}.")]
    private static partial void NotFound(ILogger log, string camera, string reason, int position);
}
