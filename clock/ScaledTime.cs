namespace Sync.Clock;

/// <summary>
/// Real time, <paramref name="speed"/> times faster from <paramref name="epoch"/> on: the same in every process of one
/// machine that is told the same, so that a simulated rig can be spread over processes.
/// </summary>
/// <param name="epoch">the real instant at which this clock shows <paramref name="start"/></param>
/// <param name="start">what it shows then</param>
/// <param name="speed">its seconds in a real second</param>
public sealed class ScaledTime(DateTimeOffset epoch, DateTimeOffset start, double speed) : TimeProvider
{
    public override long TimestampFrequency => (long)(TimeProvider.System.TimestampFrequency / speed);

    public override DateTimeOffset GetUtcNow() => start + ((TimeProvider.System.GetUtcNow() - epoch) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        TimeProvider.System.CreateTimer(callback, state, Scale(dueTime), Scale(period));

    private TimeSpan Scale(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / speed;
}
