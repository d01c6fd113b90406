using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Exposures;

/// <summary>Opens the shutter under a hold, says when it is closed, and reads the frame out.</summary>
internal sealed partial class Exposing(
    Telescope telescope, Status status, Saving saving, Mouth mouth, AgentMeter meter, TimeProvider time,
    IOptions<CameraAgentOptions> options, ILogger<Exposing> log)
{
    /// <exception cref="DeviceException">
    /// the camera failed. Where its shutter may still be open the slot stays begun, with the reason, until the camera has answered again
    /// </exception>
    public async Task Run(Turn turn, CancellationToken stop)
    {
        var row = await UntilClosed(turn, stop);
        if (row.State == SlotState.Closed)
            await ReadOut(turn, row);
        else
            Aborted(log, telescope.Name, turn.Order.RoundId, row.Reason!);
    }

    /// <summary>Returns when the last frame is on disk, or lost.</summary>
    public Task Saved() => saving.Ended();

    private async Task<SlotRow> UntilClosed(Turn turn, CancellationToken stop)
    {
        var row = turn.Frame!;
        using var span = AgentSpans.Of(turn.Order, "expose", row.Frame);
        try
        {
            row = await Expose(turn, stop);
        }
        catch (Exception e)
        {
            span.Fail(e.Message);
            await mouth.Write(t => Task.FromResult(Journal.Change(t, SlotState.Begun, row with { Reason = e.Message })), stop);
            throw new DeviceException(telescope.Name, e.Message, e);
        }
        if (row.State != SlotState.Closed)
            span.Fail(row.Reason);
        await mouth.Write(t => Close(t, row), CancellationToken.None);
        return row;
    }

    private async Task<SlotRow> Expose(Turn turn, CancellationToken stop)
    {
        var exposure = turn.Order.Slot.Exposure;
        var left = turn.Hold.Left(MonotonicInstant.Now(time));
        using var lease = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var late = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stop, turn.Ended, lease.Token, late.Token);
        if (!turn.Hold.Covers(exposure, MonotonicInstant.Now(time)))
            late.Cancel();
        var interval = any.IsCancellationRequested ? default : await telescope.Camera.Expose(exposure, Opened, any.Token);
        return interval.Closed == default || interval.Aborted
            ? Ended(turn.Frame!, interval, turn.EndReason ?? Why(stop, late.Token, lease.Token))
            : Taken(turn.Frame!, interval);

        void Opened(DateTimeOffset at)
        {
            if (!turn.Hold.Covers(exposure, MonotonicInstant.Now(time)))
                late.Cancel();
            Say(turn, at);
        }
    }

    private void Say(Turn turn, DateTimeOffset openedAt)
    {
        status.Exposes(openedAt + turn.Order.Slot.Exposure, turn.Order.Slot.Exposure);
        mouth.Say(Addresses.Fleet, new ShutterOpened
        {
            RoundId = turn.Order.RoundId, Camera = telescope.Name, FrameId = turn.Frame!.Frame, OpenedAt = openedAt,
        });
    }

    private string Why(CancellationToken stop, CancellationToken late, CancellationToken lease) =>
        stop.IsCancellationRequested ? $"The agent of {telescope.Name} was stopped."
        : late.IsCancellationRequested ? $"{telescope.Name} took too long to open its shutter; the lease no longer covered the exposure."
        : lease.IsCancellationRequested ? $"The lease was over before {telescope.Name} had ended its exposure."
        : $"{telescope.Name} aborted the exposure by itself.";

    private static SlotRow Ended(SlotRow row, ShutterInterval interval, string reason) => row with
    {
        State = SlotState.Ended,
        OpenMilliseconds = (long)interval.Length.TotalMilliseconds,
        Reason = reason,
    };

    private static SlotRow Taken(SlotRow row, ShutterInterval interval) => row with
    {
        State = SlotState.Closed,
        OpenedAt = interval.Opened.ToUnixTimeMilliseconds(),
        ClosedAt = interval.Closed.ToUnixTimeMilliseconds(),
        Taken = 1,
        OpenMilliseconds = (long)interval.Length.TotalMilliseconds,
    };

    private async Task Close(Ledger.Transaction t, SlotRow row)
    {
        if (!Journal.Change(t, SlotState.Begun, row))
            return;
        var closed = row.ToShutterClosed();
        await t.Send(Addresses.Round, closed);
        t.OnCommitted(() => meter.WasOpen(telescope.Name, closed.Open));
    }

    /// <summary>Also when the process is being stopped: the photons are there already.</summary>
    private async Task ReadOut(Turn turn, SlotRow row)
    {
        status.Is(CameraActivity.Downloading);
        await saving.Ended();
        using var span = AgentSpans.Of(turn.Order, "download", row.Frame);
        using var limit = new CancellationTokenSource(options.Value.DownloadLimit, time);
        try
        {
            var image = await telescope.Camera.Download(limit.Token);
            saving.Begin(row, image, await SensorCelsius(limit.Token));
        }
        catch (Exception e)
        {
            var reason = limit.IsCancellationRequested
                ? $"{telescope.Name} was not read out within {options.Value.DownloadLimit.TotalSeconds:0} s."
                : e.Message;
            span.Fail(reason);
            await saving.Lose(row, reason);
            throw new DeviceException(telescope.Name, reason, e);
        }
    }

    private async Task<double?> SensorCelsius(CancellationToken cancel)
    {
        try
        {
            return await telescope.Camera.SensorCelsius(cancel);
        }
        catch (DeviceException)
        {
            return null; // a frame without its temperature is better than none
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera} took no frame in round {RoundId}: {Reason}")]
    private static partial void Aborted(ILogger log, string camera, Guid roundId, string reason);
}
