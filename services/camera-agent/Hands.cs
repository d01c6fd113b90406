using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.CameraAgent.Calibration;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Solving;
using Sync.Clock;
using Sync.Contracts;

namespace Sync.CameraAgent;

/// <summary>Does with the hardware what the desk wants, one thing at a time: prepare, stay ready, expose and read out, focus, solve, or meter flats.</summary>
internal sealed partial class Hands(
    Desk desk, Status status, Reach reach, Connecting connecting, Preparing preparing, Exposing exposing, FocusSearch focusing, FieldSearch solving, FlatSearch metering, Shade shade, Mouth mouth,
    TimeProvider time, IOptions<CameraAgentOptions> options, ILogger<Hands> log)
{
    private readonly CameraAgentOptions options = options.Value;
    private TimeSpan wait = options.Value.ReconnectFirst;

    /// <summary>Settles what was left by an earlier process, and tries the devices a first time.</summary>
    public async Task Begin(CancellationToken stop)
    {
        await connecting.SettleFiles(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Connect(stop);
    }

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (reach.Trouble is not null)
                await Reconnect(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else
                await Next(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await exposing.Saved();
    }

    /// <summary>A ring is taken before the desk is looked at, so none is missed and none is answered twice.</summary>
    private async Task Next(CancellationToken stop)
    {
        await desk.Bell.Wait(TimeSpan.Zero, stop);
        await Do(desk.Present, stop);
    }

    private async Task Do(Turn? turn, CancellationToken stop)
    {
        try
        {
            await (turn?.Step switch
            {
                Step.Wanted => preparing.Run(turn, stop),
                Step.Ready => StayReady(turn, stop),
                Step.Held => Expose(turn, stop),
                _ => Rest(stop),
            });
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(e);
        }
    }

    private async Task Rest(CancellationToken stop)
    {
        status.Is(CameraActivity.SyncWait);
        await shade.PutOut(stop);
        await desk.Bell.Wait(TimeSpan.MaxValue, stop);
    }

    private Task StayReady(Turn turn, CancellationToken stop)
    {
        status.Is(CameraActivity.Ready);
        using (AgentSpans.Of(turn.Order, "ready"))
            mouth.Say(Addresses.Round, turn.Stamp(MonotonicInstant.Now(time)));
        return desk.Bell.Wait(options.StampInterval, stop);
    }

    private async Task Expose(Turn turn, CancellationToken stop)
    {
        try
        {
            await (turn.Order.Slot.Work switch
            {
                SlotWork.Focus => focusing.Run(turn, stop),
                SlotWork.Solve => solving.Run(turn, stop),
                SlotWork.MeterFlat => metering.Run(turn, stop),
                _ => exposing.Run(turn, stop),
            });
        }
        finally
        {
            desk.Finish(turn);
        }
    }

    /// <summary>A camera out of reach says so to whoever wants it, and is tried again when asked and with growing pauses.</summary>
    private async Task Reconnect(CancellationToken stop)
    {
        await Connect(stop);
        if (reach.Trouble is not { } trouble)
            return;
        if (desk.Present is { Step: Step.Wanted } turn)
        {
            using var span = AgentSpans.Of(turn.Order, "prepare");
            span.Fail(trouble);
            await preparing.Refuse(turn, trouble, stop);
        }
        await desk.Bell.Wait(wait, stop);
        wait = wait * 2 < options.ReconnectMost ? wait * 2 : options.ReconnectMost;
    }

    private async Task Connect(CancellationToken stop)
    {
        try
        {
            await connecting.Run(stop);
            wait = options.ReconnectFirst;
            status.Is(CameraActivity.SyncWait);
            reach.Is(null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(e);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Failed(Exception e)
    {
        status.Is(CameraActivity.Failed);
        reach.Is(e.Message);
        OutOfReach(log, e.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A device failed and is connected again: {Reason}")]
    private static partial void OutOfReach(ILogger log, string reason);
}
