using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.CameraAgent.Calibration;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Frames;
using Sync.CameraAgent.Solving;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Exposures;

/// <summary>Does all that may take time before an exposure.</summary>
internal sealed partial class Preparing(
    Telescope telescope, Status status, FocusKeeper focus, Shade shade, Mouth mouth, FrameNames names, TimeProvider time,
    IOptions<CameraAgentOptions> options, SolveOptions solving, ILogger<Preparing> log)
{
    /// <summary>Makes the turn ready, or says why it is not. Whichever way it ends, the turn is no longer wanted.</summary>
    /// <exception cref="DeviceException">a device failed; it has been said that the camera is not ready</exception>
    public async Task Run(Turn turn, CancellationToken stop)
    {
        using var span = AgentSpans.Of(turn.Order, "prepare");
        status.Is(CameraActivity.Preparing);
        using var limit = new CancellationTokenSource(options.Value.PrepareLimit, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stop, turn.Ended, limit.Token);
        try
        {
            if (await SetUp(turn, any.Token) is not { } reason)
                return;
            span.Fail(reason);
            await Refuse(turn, reason, stop);
        }
        catch (Exception) when (turn.Ended.IsCancellationRequested || stop.IsCancellationRequested)
        {
            span.Fail(turn.EndReason ?? "The agent was stopped.");
        }
        catch (Exception e)
        {
            var failure = limit.IsCancellationRequested ? TooLong(e) : e;
            span.Fail(failure.Message);
            await Refuse(turn, failure.Message, stop);
            throw failure is DeviceException ? failure : new DeviceException(telescope.Name, failure.Message, e);
        }
    }

    public async Task Refuse(Turn turn, string reason, CancellationToken stop)
    {
        NotReady(log, telescope.Name, turn.Order.RoundId, reason);
        turn.End(reason);
        await mouth.Write(t => t.Send(Addresses.Round, CameraAgent.NotReady(turn.Order, reason)), stop);
    }

    /// <returns>why the camera is not ready; null when it is</returns>
    private async Task<string?> SetUp(Turn turn, CancellationToken cancel)
    {
        var slot = turn.Order.Slot;
        if (slot.Filter is not null && telescope.Wheel is null)
            return $"{telescope.Name} has no filter wheel and was asked for filter {slot.Filter}.";
        if (slot.Filter is null && slot.Work is not SlotWork.Dark && telescope.Wheel is { } wheel) // planned before the wheel was reached
            return $"{telescope.Name} was asked for no filter, and has a wheel with {string.Join(", ", wheel.Filters)}.";
        if (slot.Work == SlotWork.Focus && telescope.Focuser is null)
            return $"{telescope.Name} has no focuser and was asked to focus.";
        if (slot.Work == SlotWork.Solve && telescope.Solver is null)
            return $"{telescope.Name} has no plate solver and was asked to solve.";
        if (shade.Lacks(slot) is { } lack)
            return lack;
        if (slot.Filter is not null)
        {
            using var call = AgentSpans.Call("select filter");
            await telescope.Wheel!.Select(slot.Filter, cancel);
        }
        await shade.Set(slot, cancel);
        await focus.Follow(slot.Filter ?? telescope.Wheel?.Current, cancel);
        using (AgentSpans.Call("configure camera"))
            await telescope.Camera.Configure(Settings(slot), cancel);
        var free = names.FreeBytes();
        if (free < options.Value.MinimumFreeDiskBytes)
            return $"The disk of the frames of {telescope.Name} has {free / 1e9:0.00} GB left; {options.Value.MinimumFreeDiskBytes / 1e9:0.00} GB are wanted.";
        turn.MakeReady(await telescope.Camera.SensorCelsius(cancel));
        return null;
    }

    private CameraSettings Settings(Slot slot) => new()
    {
        Gain = slot.Gain, Offset = slot.Offset, ReadoutMode = slot.ReadoutMode, Binning = slot.Work == SlotWork.Solve ? solving.Binning : slot.Binning,
    };

    private DeviceException TooLong(Exception e) =>
        new(telescope.Name, $"was not set up within {options.Value.PrepareLimit.TotalSeconds:0} s", e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera} is not ready for round {RoundId}: {Reason}")]
    private static partial void NotReady(ILogger log, string camera, Guid roundId, string reason);
}
