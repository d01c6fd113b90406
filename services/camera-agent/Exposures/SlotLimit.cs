using Sync.Clock;

namespace Sync.CameraAgent.Exposures;

/// <summary>All that ends a slot, or an exposure of it, before it is done: its hold, the time that it was given, an order, the end of the process.</summary>
internal sealed class SlotLimit : IDisposable
{
    private readonly Turn turn;
    private readonly TimeProvider time;
    private readonly CancellationToken stop;
    private readonly TimeSpan? within;
    private readonly CancellationTokenSource given;
    private readonly CancellationTokenSource lease;
    private readonly CancellationTokenSource late = new();
    private readonly CancellationTokenSource any;

    /// <param name="turn">which holds the sky</param>
    /// <param name="within">the time that it was given; null for none but the hold</param>
    /// <param name="time">of the hold</param>
    /// <param name="stop">the end of the process</param>
    public SlotLimit(Turn turn, TimeSpan? within, TimeProvider time, CancellationToken stop)
    {
        (this.turn, this.within, this.time, this.stop) = (turn, within, time, stop);
        var left = turn.Hold.Left(MonotonicInstant.Now(time));
        given = within is { } span ? new(span, time) : new();
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
        ?? (stop.IsCancellationRequested ? Stopped(camera)
        : given.IsCancellationRequested ? $"It was not done within the {within!.Value.TotalSeconds:0} s that it had."
        : late.IsCancellationRequested ? $"{camera} took too long to open its shutter; the lease no longer covered the exposure."
        : lease.IsCancellationRequested ? $"The lease was over before {camera} was done."
        : $"{camera} aborted the exposure by itself.");

    public static string Stopped(string camera) => $"The agent of {camera} was stopped.";

    public void Dispose()
    {
        any.Dispose();
        late.Dispose();
        lease.Dispose();
        given.Dispose();
    }
}
