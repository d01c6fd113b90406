using Microsoft.Extensions.Logging;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Frames;
using Sync.CameraAgent.Solving;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Exposures;

/// <summary>Puts frames on disk while the camera goes on, one at a time, so that a slow disk can't pile them up in memory.</summary>
internal sealed partial class Saving(Telescope telescope, FocusKeeper focus, DriftWatch drift, Mouth mouth, FrameNames names, TimeProvider time, ILogger<Saving> log)
{
    private readonly Bell ended = new(time);
    private volatile bool underWay;

    /// <summary>Saves in the background; <see cref="Ended"/> must have returned before.</summary>
    public void Begin(FrameRow row, CameraImage image, FrameConditions conditions)
    {
        underWay = true;
        var work = Work.Begin(time);
        _ = Task.Run(async () =>
        {
            using (work)
            {
                await Save(row, image, conditions);
                underWay = false;
                ended.Ring();
            }
        });
    }

    /// <summary>Returns when nothing is being saved.</summary>
    public async Task Ended()
    {
        while (underWay)
            await ended.Wait(TimeSpan.MaxValue, CancellationToken.None);
    }

    public async Task Lose(FrameRow row, string reason)
    {
        Lost(log, telescope.Name, row.FrameId, reason);
        await mouth.Write(async t =>
        {
            if (FrameJournal.Change(t, JournalState.Closed, row with { State = JournalState.Lost, Reason = reason }) && row.IsWhole)
                await t.Send(Addresses.Frames, row.ToFrameLost(reason));
        }, CancellationToken.None);
    }

    private async Task Save(FrameRow row, CameraImage image, FrameConditions conditions)
    {
        using var span = AgentSpans.Of(row, "save");
        try
        {
            var header = FrameHeader.Of(row, telescope, conditions, time.LocalTimeZone);
            FrameFile.WritePart(row.Path, row.Frame, header, image);
            while (!FrameFile.Keep(row.Path, row.Frame))
                row = await Rename(row);
        }
        catch (Exception e)
        {
            FrameFile.Discard(row.Path, row.Frame);
            span.Fail(e.Message);
            await Lose(row, $"The file of the frame could not be written: {e.Message}");
            return;
        }
        var counts = row.IsWhole && row.Order.Slot.Work == SlotWork.Expose; // darks and flats have no stars
        var saved = row.SavedNow(time.GetUtcNow()) with { HfrPixels = counts ? focus.Measure(image) : null };
        span?.SetTag("frame.path", row.Path);
        Saved(log, telescope.Name, row.Path);
        await mouth.Write(async t =>
        {
            if (FrameJournal.Change(t, JournalState.Closed, saved))
                await t.Send(Addresses.Frames, saved.ToFrameSaved());
            if (counts)
                t.OnCommitted(() => focus.Took(saved));
        }, CancellationToken.None);
        if (counts)
            drift.Took(saved, image);
    }

    /// <summary>The name was taken meanwhile. The journal knows the new one before the file has it.</summary>
    private async Task<FrameRow> Rename(FrameRow row)
    {
        var renamed = row with { Path = names.Free(row.Path) };
        await mouth.Write(t => Task.FromResult(FrameJournal.Change(t, JournalState.Closed, renamed)), CancellationToken.None);
        return renamed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Camera} saved {Path}")]
    private static partial void Saved(ILogger log, string camera, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Camera} lost frame {FrameId}: {Reason}")]
    private static partial void Lost(ILogger log, string camera, string frameId, string reason);
}
