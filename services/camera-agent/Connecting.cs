using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Frames;
using Sync.CameraAgent.Solving;
using Sync.Contracts;
using Sync.Devices;
using Sync.Ledger;

namespace Sync.CameraAgent;

/// <summary>Takes hold of the hardware, and answers for what an earlier hold of it left behind.</summary>
internal sealed partial class Connecting(
    Telescope telescope, FocusKeeper focus, FieldKeeper field, Store store, Mouth mouth, TimeProvider time, IOptions<CameraAgentOptions> options, ILogger<Connecting> log)
{
    private const string Restarted = "The agent was restarted while exposing.";
    private const string NoFile = "The agent was restarted before the frame was saved.";

    /// <summary>Connects all, and closes a shutter that the journal can't vouch for before saying that it is closed.</summary>
    /// <exception cref="DeviceException">also when it took too long</exception>
    public async Task Run(CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(options.Value.ConnectLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            await telescope.Camera.Connect(either.Token);
            if (telescope.Wheel is { } wheel)
                await wheel.Connect(either.Token);
            if (telescope.Focuser is { } focuser)
                await focuser.Connect(either.Token);
            if (telescope.Rotator is { } rotator)
                await rotator.Connect(either.Token);
            if (telescope.Cover is { } cover)
                await cover.Connect(either.Token);
            await SettleShutter(either.Token);
            await focus.Found(either.Token);
            await field.Found();
            if (telescope.Description.CoolToCelsius is { } celsius)
                await telescope.Camera.Cool(celsius, either.Token);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new DeviceException(telescope.Name, $"was not connected within {options.Value.ConnectLimit.TotalSeconds:0} s", e);
        }
    }

    /// <summary>Reports frames that an earlier process exposed: those that it still put on disk, and those that it did not.</summary>
    public async Task SettleFiles(CancellationToken stop)
    {
        var rows = await store.Read(c => FrameJournal.InState(c, telescope.Name, JournalState.Closed));
        foreach (var row in rows)
        {
            using var span = AgentSpans.Of(row, "settle frame");
            FrameFile.Discard(row.Path, row.Frame);
            var saved = FrameFile.Holds(row.Path, row.Frame);
            Settled(log, telescope.Name, row.FrameId, saved ? row.Path : NoFile);
            var outcome = saved ? row.SavedNow(time.GetUtcNow()) : row with { State = JournalState.Lost, Reason = NoFile };
            if (!saved)
                span.Fail(NoFile);
            await mouth.Write(t => Settle(t, outcome, row.IsWhole), stop);
        }
    }

    /// <summary>One that was not whole is not missed when it is lost.</summary>
    private static async Task Settle(Transaction t, FrameRow row, bool whole)
    {
        if (!FrameJournal.Change(t, JournalState.Closed, row))
            return;
        if (row.State == JournalState.Saved)
            await t.Send(Addresses.Frames, row.ToFrameSaved());
        else if (whole)
            await t.Send(Addresses.Frames, row.ToFrameLost(NoFile));
    }

    private async Task SettleShutter(CancellationToken cancel)
    {
        var slots = await store.Read(c => Journal.Begun(c, telescope.Name));
        if (slots.Count == 0)
            return;
        await telescope.Camera.Abort(cancel);
        var frames = await store.Read(c => FrameJournal.InState(c, telescope.Name, JournalState.Begun));
        foreach (var slot in slots)
        {
            using var span = AgentSpans.Of(slot, "settle shutter");
            var over = slot.Over(slot.Reason ?? Restarted);
            span.Fail(over.Reason);
            var open = frames.Where(f => f.RoundId == slot.RoundId).Select(f => f with { State = JournalState.Lost, Reason = over.Reason }).ToList();
            foreach (var frame in open)
                Settled(log, telescope.Name, frame.FrameId, over.Reason!);
            await mouth.Write(t => Settle(t, over, open), cancel);
        }
    }

    private static async Task Settle(Transaction t, SlotRow slot, IEnumerable<FrameRow> open)
    {
        foreach (var frame in open)
            FrameJournal.Change(t, JournalState.Begun, frame);
        if (Journal.Change(t, slot))
            await t.Send(Addresses.Round, slot.ToShutterClosed());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera}: frame {FrameId} was not settled: {Outcome}")]
    private static partial void Settled(ILogger log, string camera, string frameId, string outcome);
}
