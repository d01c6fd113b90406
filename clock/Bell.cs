namespace Sync.Clock;

/// <summary>Wakes one waiter. A ring while nobody waits is kept for the next wait.</summary>
public sealed class Bell(TimeProvider time)
{
    private readonly Lock gate = new();
    private Pause? waiting;
    private bool rung;

    public void Ring()
    {
        Pause? wake;
        lock (gate)
        {
            wake = waiting;
            waiting = null;
            rung = wake is null;
        }
        wake?.End();
    }

    /// <summary>Waits for a ring, at most <paramref name="limit"/>.</summary>
    /// <exception cref="OperationCanceledException">when <paramref name="cancel"/> came first</exception>
    public async Task Wait(TimeSpan limit, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Pause pause;
        lock (gate)
        {
            if (rung || limit <= TimeSpan.Zero)
            {
                rung = false;
                return;
            }
            waiting = pause = new Pause(time);
        }
        await using var timer = limit == TimeSpan.MaxValue
            ? null
            : time.CreateTimer(static p => ((Pause)p!).End(), pause, limit, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancel.UnsafeRegister(static p => ((Pause)p!).End(), pause);
        pause.Begin();
        await pause.Ended;
        lock (gate)
        {
            if (ReferenceEquals(waiting, pause))
                waiting = null;
        }
        cancel.ThrowIfCancellationRequested();
    }
}
