using Sync.Clock;

namespace Sync.Host.Faults;

/// <summary>
/// The clock of one process of a simulated rig. When the process dies its timers never fire again, so all that waits in it
/// waits for ever, as if it were not there.
/// </summary>
/// <param name="time">the rig's</param>
internal sealed class MortalTime(SimulatedTime time) : TimeProvider, ICountWork
{
    private readonly Lock gate = new();
    private int underWay;
    private bool buried;
    private volatile bool dead;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(
        _ =>
        {
            if (!dead)
                callback(state);
        },
        null,
        dueTime,
        period);

    public void Enter()
    {
        lock (gate)
        {
            if (buried)
                return;
            underWay++;
            time.Enter();
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            if (buried || (dead && underWay == 0)) // what is cut short may end twice
                return;
            underWay--;
            time.Leave();
        }
    }

    /// <summary>From now on no timer fires; what runs still counts until it comes to rest.</summary>
    public void Die() => dead = true;

    /// <summary>What has not come to rest by now is not waited for.</summary>
    public void Bury()
    {
        lock (gate)
        {
            buried = true;
            for (; underWay > 0; underWay--)
                time.Leave();
        }
    }
}
