namespace Sync.Clock;

/// <summary>
/// The time of a simulated night. It stands still while work is under way (<see cref="Work"/>) and otherwise moves to the
/// next timer: at once, or no faster than <paramref name="speed"/> times real time. A slow machine makes such a night
/// longer, never different. Timers fire one by one, each after all that the one before it started has come to rest.
/// </summary>
/// <param name="start">the first instant</param>
/// <param name="speed">simulated seconds in a real second; infinity for as fast as the machine allows</param>
public sealed class SimulatedTime(DateTimeOffset start, double speed = double.PositiveInfinity) : TimeProvider, ICountWork, IDisposable
{
    private readonly object gate = new();
    private readonly PriorityQueue<Alarm, (long Due, long Order)> alarms = new();
    private readonly long realStart = TimeProvider.System.GetTimestamp();
    private long nowTicks = start.UtcTicks;
    private TimeSpan paceFrom;
    private long orders;
    private int underWay = 1; // the clock itself holds time until Start
    private bool started;
    private bool moving;
    private bool stopped;
    private ITimer? paced;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private bool Paced => !double.IsPositiveInfinity(speed);

    private TimeSpan Real => TimeProvider.System.GetElapsedTime(realStart);

    /// <summary>Lets time run.</summary>
    public void Start()
    {
        lock (gate)
        {
            if (started)
                return;
            started = true;
        }
        Leave();
    }

    public override DateTimeOffset GetUtcNow() => new(Ticks(), TimeSpan.Zero);

    public override long GetTimestamp() => Ticks();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Enter()
    {
        lock (gate)
        {
            nowTicks = Ticks();
            underWay++;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            if (--underWay > 0)
                return;
            paceFrom = Real;
            Move();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            paced?.Dispose();
        }
    }

    /// <summary>While all waits, a paced clock flows up to its next alarm; otherwise it stands.</summary>
    private long Ticks()
    {
        lock (gate)
        {
            if (!Paced || underWay > 0)
                return nowTicks;
            var flowed = nowTicks + (long)((Real - paceFrom).Ticks * speed);
            return alarms.TryPeek(out _, out var next) ? Math.Min(flowed, Math.Max(nowTicks, next.Due)) : flowed;
        }
    }

    /// <summary>
    /// Called whenever all may have come to rest. The next alarm fires from the pool, as what it wakes does: the thread that has just
    /// come to rest goes on with it, and none has to wake another.
    /// </summary>
    private void Move()
    {
        if (moving || stopped || underWay > 0)
            return;
        DropCancelled();
        if (!alarms.TryPeek(out _, out var next))
            return;
        if (Paced && UntilPaced(next.Due) is { Ticks: > 0 } early)
        {
            paced ??= TimeProvider.System.CreateTimer(_ => MoveOn(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            paced.Change(early, Timeout.InfiniteTimeSpan);
            return;
        }
        moving = true;
        ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.Fire(), this, preferLocal: true);
    }

    private void MoveOn()
    {
        lock (gate)
            Move();
    }

    private void Fire()
    {
        if (Next() is not { } alarm)
            return;
        alarm.Fire();
        Leave();
    }

    /// <summary>Unless work has begun meanwhile. Counts the alarm as work before anybody can see it.</summary>
    private Alarm? Next()
    {
        lock (gate)
        {
            moving = false;
            DropCancelled();
            if (stopped || underWay > 0 || !alarms.TryDequeue(out var alarm, out var key))
                return null;
            nowTicks = Math.Max(nowTicks, key.Due);
            underWay++;
            alarm.Again(nowTicks);
            return alarm;
        }
    }

    private TimeSpan UntilPaced(long due)
    {
        var wanted = paceFrom + TimeSpan.FromTicks((long)((due - nowTicks) / speed));
        var early = wanted - Real;
        return early > TimeSpan.Zero && early < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : early;
    }

    private void DropCancelled()
    {
        while (alarms.TryPeek(out var alarm, out var key) && alarm.Order != key.Order)
            alarms.Dequeue();
    }

    /// <summary>A timer. Its entry in the queue counts only while it bears the order that the alarm has now.</summary>
    private sealed class Alarm(SimulatedTime clock, Action callback) : ITimer
    {
        private TimeSpan period;

        public long Order { get; private set; }

        public void Fire() => callback();

        public void Again(long now)
        {
            if (period > TimeSpan.Zero)
                Set(now + period.Ticks);
            else
                Order = -1;
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                period = newPeriod == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : newPeriod;
                Order = -1;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    Set(clock.Ticks() + dueTime.Ticks);
                clock.Move();
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(long due)
        {
            Order = ++clock.orders;
            clock.alarms.Enqueue(this, (due, Order));
        }
    }
}
