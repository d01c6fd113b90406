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
        using var limit = new SlotLimit(turn, within: null, time, stop);
        limit.CutWhereLate(exposure);
        var interval = limit.Token.IsCancellationRequested || turn.Stopped.IsCancellationRequested
            ? default
            : await telescope.Camera.Expose(exposure, Opened, turn.Stopped, limit.Token);
        return interval.Closed == default || interval.Aborted ? Ended(frame, interval, limit.Reason(telescope.Name))
            : interval.Stopped ? Taken(frame, interval).Cut(limit.Reason(telescope.Name))
            : Taken(frame, interval);

        void Opened(DateTimeOffset at)
        {
            limit.CutWhereLate(exposure);
            Say(turn, frame, at);
        }
    }

    /// <summary>Why no further exposure of a slot may begin after a wait of that length; null when one may.</summary>
    public string? Forbids(Turn turn, TimeSpan wait, CancellationToken stop)
    {
        var (now, needed) = (MonotonicInstant.Now(time), wait + turn.Order.Slot.Exposure);
        return turn.EndReason
            ?? (stop.IsCancellationRequested ? SlotLimit.Stopped(telescope.Name)
            : !turn.Window.Holds(needed, now) ? $"Another frame of {telescope.Name} would not have ended within the window of {turn.Window.Length.TotalSeconds:0.#} s."
            : !turn.Hold.Covers(needed, now) ? $"What is left of the lease does not cover another frame of {telescope.Name}."
            : null);
    }

    private void Say(Turn turn, FrameRow frame, DateTimeOffset openedAt)
    {
        status.Exposes(openedAt + turn.Order.Slot.Exposure, turn.Order.Slot.Exposure);
        mouth.Say(Addresses.Fleet, new ShutterOpened
        {
            RoundId = turn.Order.RoundId, Camera = telescope.Name, FrameId = frame.Frame, OpenedAt = openedAt,
        });
    }

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
