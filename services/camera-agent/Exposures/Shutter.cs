using Sync.CameraAgent.Holds;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Exposures;

/// <summary>Opens the shutter for one exposure, and closes it where the hold ends first.</summary>
internal sealed class Shutter(Telescope telescope, Status status, Mouth mouth, TimeProvider time)
{
    /// <returns>the frame, closed or ended with the reason</returns>
    /// <exception cref="DeviceException">the camera failed, and its shutter may be open</exception>
    public async Task<FrameRow> Expose(Turn turn, FrameRow frame, CancellationToken stop)
    {
        var exposure = turn.Order.Slot.Exposure;
        var left = turn.Hold.Left(MonotonicInstant.Now(time));
        using var lease = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var late = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stop, turn.Ended, lease.Token, late.Token);
        if (!turn.Hold.Covers(exposure, MonotonicInstant.Now(time)))
            late.Cancel();
        var interval = any.IsCancellationRequested || turn.Stopped.IsCancellationRequested
            ? default
            : await telescope.Camera.Expose(exposure, Opened, turn.Stopped, any.Token);
        return interval.Closed == default || interval.Aborted ? Ended(frame, interval, Reason())
            : interval.Stopped ? Taken(frame, interval).Cut(Reason())
            : Taken(frame, interval);

        string Reason() => turn.EndReason ?? Why(stop, late.Token, lease.Token);

        void Opened(DateTimeOffset at)
        {
            if (!turn.Hold.Covers(exposure, MonotonicInstant.Now(time)))
                late.Cancel();
            Say(turn, frame, at);
        }
    }

    /// <summary>Why no further exposure of a slot may begin after a wait of that length; null when one may.</summary>
    public string? Forbids(Turn turn, TimeSpan wait, CancellationToken stop)
    {
        var (now, needed) = (MonotonicInstant.Now(time), wait + turn.Order.Slot.Exposure);
        return turn.EndReason
            ?? (stop.IsCancellationRequested ? Stopped
            : !turn.Window.Holds(needed, now) ? $"Another frame of {telescope.Name} would not have ended within the window of {turn.Window.Length.TotalSeconds:0.#} s."
            : !turn.Hold.Covers(needed, now) ? $"What is left of the lease does not cover another frame of {telescope.Name}."
            : null);
    }

    private string Stopped => $"The agent of {telescope.Name} was stopped.";

    private void Say(Turn turn, FrameRow frame, DateTimeOffset openedAt)
    {
        status.Exposes(openedAt + turn.Order.Slot.Exposure, turn.Order.Slot.Exposure);
        mouth.Say(Addresses.Fleet, new ShutterOpened
        {
            RoundId = turn.Order.RoundId, Camera = telescope.Name, FrameId = frame.Frame, OpenedAt = openedAt,
        });
    }

    private string Why(CancellationToken stop, CancellationToken late, CancellationToken lease) =>
        stop.IsCancellationRequested ? Stopped
        : late.IsCancellationRequested ? $"{telescope.Name} took too long to open its shutter; the lease no longer covered the exposure."
        : lease.IsCancellationRequested ? $"The lease was over before {telescope.Name} had ended its exposure."
        : $"{telescope.Name} aborted the exposure by itself.";

    private static FrameRow Ended(FrameRow row, ShutterInterval interval, string reason) => row with
    {
        State = JournalState.Ended,
        OpenMilliseconds = (long)interval.Length.TotalMilliseconds,
        Reason = reason,
    };

    private static FrameRow Taken(FrameRow row, ShutterInterval interval) => row with
    {
        State = JournalState.Closed,
        OpenedAt = interval.Opened.ToUnixTimeMilliseconds(),
        ClosedAt = interval.Closed.ToUnixTimeMilliseconds(),
        OpenMilliseconds = (long)interval.Length.TotalMilliseconds,
    };
}
