using Sync.Clock;

namespace Sync.CameraAgent.Exposures;

/// <summary>All that ends a slot with many short exposures before it is done: its hold, the time that it was given, an order, the end of the process.</summary>
internal sealed class WorkLimit : IDisposable
{
    private readonly Turn turn;
    private readonly TimeProvider time;
    private readonly CancellationToken stop;
    private readonly CancellationTokenSource given;
    private readonly CancellationTokenSource lease;
    private readonly CancellationTokenSource late = new();
    private readonly CancellationTokenSource any;

    public WorkLimit(Turn turn, TimeProvider time, CancellationToken stop)
    {
        (this.turn, this.time, this.stop) = (turn, time, stop);
        var left = turn.Hold.Left(MonotonicInstant.Now(time));
        given = new(turn.Order.Slot.Exposure, time);
        lease = new(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        any = CancellationTokenSource.CreateLinkedTokenSource(stop, turn.Ended, given.Token, lease.Token, late.Token);
    }

    public CancellationToken Token => any.Token;

    /// <summary>Whether an exposure that begins now has certainly ended when the hold does.</summary>
    public bool Covers(TimeSpan exposure) => turn.Hold.Covers(exposure, MonotonicInstant.Now(time));

    /// <summary>A shutter that took long to open is closed again where its exposure would outlast the hold.</summary>
    public void CutWhereLate(TimeSpan exposure)
    {
        if (!Covers(exposure))
            late.Cancel();
    }

    public string Reason(string camera) => turn.EndReason
        ?? (stop.IsCancellationRequested ? $"The agent of {camera} was stopped."
        : given.IsCancellationRequested ? $"It was not done within the {turn.Order.Slot.Exposure.TotalSeconds:0} s that it had."
        : lease.IsCancellationRequested ? "The lease was over before it was done."
        : late.IsCancellationRequested ? $"{camera} took too long to open its shutter; the lease no longer covered the exposure."
        : $"{camera} aborted an exposure by itself.");

    public void Dispose()
    {
        any.Dispose();
        late.Dispose();
        lease.Dispose();
        given.Dispose();
    }
}
