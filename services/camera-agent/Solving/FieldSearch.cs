using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Sync.CameraAgent.Exposures;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Solving;

/// <summary>
/// Finds out under a hold how the field lies, with short exposures, and turns it to the target's angle where there is a rotator. The
/// rotator moves between exposures only.
/// </summary>
internal sealed partial class FieldSearch(
    Telescope telescope, Status status, FieldKeeper field, DriftWatch drift, Glance glance, Mouth mouth, TimeProvider time, SolveOptions solving, ILogger<FieldSearch> log)
{
    /// <exception cref="DeviceException">
    /// the camera failed. Where its shutter may still be open the slot stays begun, with the reason, until the camera has answered again
    /// </exception>
    public async Task Run(Turn turn, CancellationToken stop)
    {
        using var span = AgentSpans.Of(turn.Order, "solve");
        status.Is(CameraActivity.Solving);
        var found = new FieldTries(turn.Order, time.GetUtcNow());
        await field.Begin(turn, found.Began);
        try
        {
            await End(turn, found, await Search(turn, found, stop), span);
        }
        catch (Exception e)
        {
            span.Fail(e.Message);
            throw await mouth.Fails(turn.Slot!, e, CancellationToken.None);
        }
    }

    /// <returns>why the field does not lie as it should; null when it does</returns>
    private async Task<string?> Search(Turn turn, FieldTries found, CancellationToken stop)
    {
        var plan = Plan(turn.Order.Target.RotationDegrees);
        using var limit = new SlotLimit(turn, turn.Order.Slot.Exposure, time, stop);
        try
        {
            while (true)
            {
                if (!limit.Covers(solving.Exposure))
                    return $"After {found.Count} frames what was left of the lease did not cover another.";
                await Try(found, limit);
                switch (SolveRun.Next(plan, found.Tries, telescope.Rotator?.Degrees ?? 0))
                {
                    case FieldFound:
                        return null;
                    case Unrotated { Reason: var reason }:
                        return reason;
                    case TurnTo { RotatorDegrees: var degrees }:
                        if (await Rotate(found, degrees, limit) is { } trouble)
                            return trouble;
                        break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return limit.Reason(telescope.Name);
        }
    }

    private SolvePlan Plan(double wantedDegrees) => new(
        wantedDegrees, solving.ToleranceDegrees, solving.Tries, solving.Flipped,
        telescope.Rotator is { } rotator ? new(rotator.LowestDegrees, rotator.HighestDegrees, telescope.Description.Rotator?.Reversed ?? false) : null);

    private async Task Try(FieldTries found, SlotLimit limit)
    {
        using var call = AgentSpans.Call("solve frame");
        var (image, interval) = await glance.Take(solving.Exposure, limit);
        var plate = new Plate(image, telescope.Name, interval.Opened + (interval.Length / 2), found.Target, telescope.PixelArcseconds * solving.Binning);
        try
        {
            found.Solved(await telescope.Solver!.Solve(plate, limit.Token), solving.Binning);
        }
        catch (PlateException e)
        {
            found.NotSolved(e.Message);
            call.Fail(e.Message);
        }
    }

    /// <returns>why it could not; null when it stands there. Without its rotator the camera can still expose.</returns>
    private async Task<string?> Rotate(FieldTries found, double degrees, SlotLimit limit)
    {
        using var call = AgentSpans.Call("turn rotator")?.SetTag("rotator.degrees", degrees);
        found.Turns();
        try
        {
            await telescope.Rotator!.Turn(degrees, limit.Token);
            return null;
        }
        catch (DeviceException e)
        {
            call.Fail(e.Message);
            return e.Message;
        }
    }

    private async Task End(Turn turn, FieldTries found, string? reason, Activity? span)
    {
        var (said, over) = (found.ToSolveEnded(reason, time.GetUtcNow()), turn.Slot!.Over(reason));
        await mouth.Write(async t =>
        {
            await field.End(t, said);
            if (Journal.Change(t, over))
                await t.Send(Addresses.Round, over.ToShutterClosed() with { Field = found.Middle });
        }, CancellationToken.None);
        if (found.Centre is { } centre)
            drift.Learn(turn.Order, centre);
        span?.SetTag("field.angle", said.AngleDegrees).SetTag("field.offset_arcsec", said.OffsetArcseconds);
        if (reason is null)
        {
            Lies(log, telescope.Name, said.AngleDegrees!.Value, said.WantedDegrees, said.OffsetArcseconds!.Value);
            return;
        }
        span.Fail(reason);
        NotRotated(log, telescope.Name, reason);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The field of {Camera} lies at {AngleDegrees:F1}°, wanted is {WantedDegrees:F1}°; its middle is {OffsetArcseconds:F0} arcsec from the target")]
    private static partial void Lies(ILogger log, string camera, double angleDegrees, double wantedDegrees, double offsetArcseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera} goes on unrotated: {Reason}")]
    private static partial void NotRotated(ILogger log, string camera, string reason);
}
