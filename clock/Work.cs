namespace Sync.Clock;

/// <summary>
/// Counts what is under way, so that a simulated night moves on only when everything waits for time.
/// With any other <see cref="TimeProvider"/> the same code runs and nothing is counted.
/// </summary>
public static class Work
{
    /// <summary>Begins something that must end before simulated time moves on. Dispose it when it is done.</summary>
    public static IDisposable Begin(TimeProvider time)
    {
        if (time is not ICountWork counter)
            return Nothing.Instance;
        counter.Enter();
        return new Entered(counter);
    }

    /// <summary>Lets <paramref name="duration"/> pass. Work that is under way here does not count meanwhile.</summary>
    /// <exception cref="OperationCanceledException">when <paramref name="cancel"/> came first</exception>
    public static async Task Pass(this TimeProvider time, TimeSpan duration, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (duration <= TimeSpan.Zero)
            return;
        var pause = new Pause(time);
        await using var timer = time.CreateTimer(static p => ((Pause)p!).End(), pause, duration, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancel.UnsafeRegister(static p => ((Pause)p!).End(), pause);
        pause.Begin();
        await pause.Ended;
        cancel.ThrowIfCancellationRequested();
    }

    private sealed class Entered(ICountWork counter) : IDisposable
    {
        private ICountWork? counter = counter;

        public void Dispose() => Interlocked.Exchange(ref counter, null)?.Leave();
    }

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}

/// <summary>A clock that stands still while work is under way.</summary>
public interface ICountWork
{
    void Enter();

    void Leave();
}
