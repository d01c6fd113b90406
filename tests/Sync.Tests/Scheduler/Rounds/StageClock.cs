using Sync.Clock;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>Simulated time whose wall clock can be set without its monotonic clock noticing, as on a real machine.</summary>
internal sealed class StageClock(DateTimeOffset start) : TimeProvider, ICountWork, IDisposable
{
    private readonly TaskCompletionSource servicesBegan = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan step;
    private int entered;

    public SimulatedTime Inner { get; } = new(start);

    public override long TimestampFrequency => Inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow() + step;

    public override long GetTimestamp() => Inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Inner.CreateTimer(callback, state, dueTime, period);

    public void StepWallClock(TimeSpan by) => step += by;

    /// <summary>Ends when that many pieces of work have begun: a service that had not begun would be passed by.</summary>
    public Task Began(int services) => Volatile.Read(ref entered) >= services ? Task.CompletedTask : servicesBegan.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Enter()
    {
        Inner.Enter();
        if (Interlocked.Increment(ref entered) == SchedulerStage.Services)
            servicesBegan.TrySetResult();
    }

    public void Leave() => Inner.Leave();

    public void Dispose() => Inner.Dispose();
}
