using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Devices;
using Sync.Dither.Moves;
using Sync.Ledger;

namespace Sync.Dither.Watch;

/// <summary>Writes down when the guider loses its star between two moves, and when it has it again.</summary>
internal sealed partial class GuidingWatch(SkyMover sky, Store store, TimeProvider time, ILogger<GuidingWatch> log) : CountedService(time)
{
    private readonly ConcurrentQueue<GuidingTurn> turns = new();
    private readonly Bell bell = new(time);

    protected override async Task Run(CancellationToken stop)
    {
        sky.Guider.Turned += Hear;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (turns.TryPeek(out var turn))
                    await Write(turn, stop);
                else
                    await bell.Wait(TimeSpan.MaxValue, stop);
            }
        }
        finally
        {
            sky.Guider.Turned -= Hear;
        }
    }

    private void Hear(GuidingTurn turn)
    {
        if (turn.Lost)
            Lost(log, turn.Why ?? "nobody knows why");
        else
            Back(log);
        turns.Enqueue(turn);
        bell.Ring();
    }

    private async Task Write(GuidingTurn turn, CancellationToken stop)
    {
        await store.WriteUntilTaken(
            t => turn.Lost ? GuidingLog.Begin(t, turn.At, $"Guiding was lost: {turn.Why ?? "nobody knows why"}.") : GuidingLog.End(t, turn.At), why => NotWritten(log, why), stop);
        turns.TryDequeue(out _);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Guiding is lost: {Why}. Frames are disturbed until it is back; the next gap sees to it.")]
    private static partial void Lost(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Guiding is back.")]
    private static partial void Back(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "A spell without guiding could not be written and is tried again every second: {Reason} See that the disk is not full.")]
    private static partial void NotWritten(ILogger log, string reason);
}
