using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Frames;
using Sync.Contracts;
using Sync.Devices;
using Sync.Ledger;

namespace Sync.CameraAgent;

/// <summary>Takes hold of the hardware, and answers for what an earlier hold of it left behind.</summary>
internal sealed partial class Connecting(
    Telescope telescope, Store store, Mouth mouth, TimeProvider time, IOptions<CameraAgentOptions> options, ILogger<Connecting> log)
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
            await SettleShutter(either.Token);
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
        var rows = await store.Read(c => Journal.InState(c, telescope.Name, SlotState.Closed));
        foreach (var row in rows)
        {
            using var span = AgentSpans.Of(row, "settle frame");
            FrameFile.Discard(row.Path!, row.Frame);
            var saved = FrameFile.Holds(row.Path!, row.Frame);
            Settled(log, telescope.Name, row.FrameId!, saved ? row.Path! : NoFile);
            var outcome = saved ? row.SavedNow(time.GetUtcNow()) : row with { State = SlotState.Lost, Reason = NoFile };
            if (!saved)
                span.Fail(NoFile);
            await mouth.Write(t => Settle(t, outcome), stop);
        }
    }

    private static async Task Settle(Transaction t, SlotRow row)
    {
        if (!Journal.Change(t, SlotState.Closed, row))
            return;
        if (row.State == SlotState.Saved)
            await t.Send(Addresses.Frames, row.ToFrameSaved());
        else
            await t.Send(Addresses.Frames, row.ToFrameLost(NoFile));
    }

    private async Task SettleShutter(CancellationToken cancel)
    {
        var rows = await store.Read(c => Journal.InState(c, telescope.Name, SlotState.Begun));
        if (rows.Count == 0)
            return;
        await telescope.Camera.Abort(cancel);
        foreach (var row in rows)
        {
            using var span = AgentSpans.Of(row, "settle shutter");
            var lost = row with { State = SlotState.Lost, Reason = row.Reason ?? Restarted };
            span.Fail(lost.Reason);
            Settled(log, telescope.Name, row.FrameId!, lost.Reason);
            await mouth.Write(async t =>
            {
                if (Journal.Change(t, SlotState.Begun, lost))
                    await t.Send(Addresses.Round, lost.ToShutterClosed());
            }, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera}: frame {FrameId} was not settled: {Outcome}")]
    private static partial void Settled(ILogger log, string camera, string frameId, string outcome);
}
