using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Devices;
using Sync.Ledger;

namespace Sync.CameraAgent.Exposures;

/// <summary>
/// Takes the frames of a slot one after the other under its hold. That the shutter is closed is said at the last closing, before
/// that frame is read out.
/// </summary>
internal sealed partial class Exposing(
    Telescope telescope, Status status, Shutter shutter, ReadingOut reading, NextFrame next, Mouth mouth, AgentMeter meter, ILogger<Exposing> log)
{
    /// <exception cref="DeviceException">
    /// the camera failed. Where its shutter may still be open the slot stays begun, with the reason, until the camera has answered again
    /// </exception>
    public async Task Run(Turn turn, CancellationToken stop)
    {
        var slot = turn.Slot!;
        for (var frame = turn.Frame; frame is not null; frame = await Begin(turn, slot, stop))
        {
            (slot, var closed) = await UntilClosed(turn, slot, frame, stop);
            if (closed.Reason is not null)
                Aborted(log, telescope.Name, turn.Order.RoundId, closed.Reason);
            if (closed.State == JournalState.Closed)
                await ReadOut(turn, slot, closed);
            if (slot.State == JournalState.Ended)
                return;
        }
    }

    /// <summary>Returns when the last frame is on disk, or lost.</summary>
    public Task Saved() => reading.Saved();

    private async Task<(SlotRow Slot, FrameRow Frame)> UntilClosed(Turn turn, SlotRow slot, FrameRow frame, CancellationToken stop)
    {
        using var span = AgentSpans.Of(turn.Order, "expose", frame.Frame);
        FrameRow closed;
        try
        {
            closed = await shutter.Expose(turn, frame, stop);
        }
        catch (Exception e)
        {
            span.Fail(e.Message);
            throw await mouth.Fails(slot, e, stop);
        }
        if (closed.Reason is not null)
            span.Fail(closed.Reason);
        var after = After(turn, slot.With(closed), closed, stop);
        await mouth.Write(t => Close(t, after, closed), CancellationToken.None);
        return (after, closed);
    }

    /// <summary>The slot goes on where it has frames to take and another fits, with the reading out before it as long as the last one.</summary>
    private SlotRow After(Turn turn, SlotRow slot, FrameRow closed, CancellationToken stop)
    {
        if (closed.Reason is not null)
            return slot.Over(closed.Reason);
        if (slot.Taken >= turn.Order.Slot.Frames)
            return slot.Over(null);
        return shutter.Forbids(turn, status.Readout ?? TimeSpan.Zero, stop) is { } reason ? slot.Over(reason) : slot;
    }

    private async Task Close(Transaction t, SlotRow slot, FrameRow closed)
    {
        if (!FrameJournal.Change(t, JournalState.Begun, closed))
            return;
        t.OnCommitted(() => meter.WasOpen(telescope.Name, TimeSpan.FromMilliseconds(closed.OpenMilliseconds)));
        await Keep(t, slot);
    }

    private async Task ReadOut(Turn turn, SlotRow slot, FrameRow frame)
    {
        try
        {
            await reading.Run(turn, frame);
        }
        catch (DeviceException e) when (slot.State == JournalState.Begun)
        {
            await mouth.Write(t => Keep(t, slot.Over(e.Message)), CancellationToken.None);
            throw;
        }
    }

    /// <returns>null when the slot is over, and that has been said</returns>
    private async Task<FrameRow?> Begin(Turn turn, SlotRow slot, CancellationToken stop)
    {
        FrameRow? frame = null;
        await mouth.Write(Write, CancellationToken.None);
        return frame;

        async Task Write(Transaction t)
        {
            frame = null;
            if (shutter.Forbids(turn, TimeSpan.Zero, stop) is { } reason)
                await Keep(t, slot.Over(reason));
            else if (next.Of(t, turn) is var planned && FrameJournal.Add(t, planned))
                frame = planned;
        }
    }

    /// <summary>A slot that was ended meanwhile, between two exposures, has been reported.</summary>
    private static async Task Keep(Transaction t, SlotRow slot)
    {
        if (Journal.Change(t, slot) && slot.State == JournalState.Ended)
            await t.Send(Addresses.Round, slot.ToShutterClosed());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera} aborted an exposure in round {RoundId}: {Reason}")]
    private static partial void Aborted(ILogger log, string camera, Guid roundId, string reason);
}
