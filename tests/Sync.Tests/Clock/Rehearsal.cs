using Sync.Clock;

namespace Sync.Tests.Clock;

/// <summary>Runs pieces of work against a clock. A simulated clock begins to run with the first of them.</summary>
public sealed class Rehearsal(TimeProvider time) : IDisposable
{
    public static readonly DateTimeOffset Evening = new(2026, 11, 20, 20, 0, 0, TimeSpan.Zero);

    public Rehearsal()
        : this(new SimulatedTime(Evening))
    {
    }

    public TimeProvider Time => time;

    public TimeSpan Passed => time.GetUtcNow() - Evening;

    /// <summary>Something of its own, counted as work until it is done.</summary>
    public Task<T> Do<T>(Func<Task<T>> work)
    {
        var counted = Work.Begin(time);
        (time as SimulatedTime)?.Start();
        return Task.Run(async () =>
        {
            using (counted)
                return await work();
        });
    }

    public Task Do(Func<Task> work) => Do(async () =>
    {
        await work();
        return true;
    });

    public void Dispose() => (time as SimulatedTime)?.Dispose();
}
