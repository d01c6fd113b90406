namespace Sync.Tests;

/// <summary>A clock that a test moves by hand; timers fire on the test's own thread, in order.</summary>
internal sealed class FakeTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private long ticks = Start.UtcTicks;
    private TaskCompletionSource changed = NewChange();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Returns when somebody waits for exactly this long from now: only then may a test move on.</summary>
    public async Task Awaited(TimeSpan wait)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (alarms.Any(a => a.Due == ticks + wait.Ticks))
                    return;
                next = changed.Task;
            }
            await next.WaitAsync(limit.Token);
        }
    }

    /// <summary>Moves on by <paramref name="by"/> and fires all that falls due until then.</summary>
    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow().UtcTicks + by.Ticks;
        while (Next(until) is { } alarm)
            alarm.Fire();
        Interlocked.Exchange(ref ticks, until);
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Alarm? Next(long until)
    {
        lock (gate)
        {
            var next = alarms.Where(a => a.Due <= until).MinBy(a => a.Due);
            if (next is null)
                return null;
            Interlocked.Exchange(ref ticks, Math.Max(ticks, next.Due));
            next.Again();
            return next;
        }
    }

    private sealed class Alarm(FakeTime time, Action callback) : ITimer
    {
        private TimeSpan period;

        public long Due { get; private set; } = long.MaxValue;

        public void Fire() => callback();

        public void Again() => Due = period > TimeSpan.Zero ? Due + period.Ticks : long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (time.gate)
            {
                time.alarms.Remove(this);
                period = newPeriod == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : newPeriod;
                Due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : time.ticks + dueTime.Ticks;
                time.alarms.Add(this);
                time.changed.SetResult();
                time.changed = NewChange();
                return true;
            }
        }

        public void Dispose()
        {
            lock (time.gate)
                time.alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
