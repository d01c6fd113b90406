using Sync.Clock;

namespace Sync.Ledger.Databases;

/// <summary>Tries again what failed for a reason that passes, so many times and so long, with longer and longer pauses.</summary>
/// <param name="Attempts">the first one included</param>
/// <param name="Limit">no attempt begins later than this after the first</param>
internal sealed record RetryRule(int Attempts, TimeSpan Limit)
{
    /// <summary>Longer than a database server takes to start again or to fail over.</summary>
    public static readonly RetryRule Opening = new(int.MaxValue, TimeSpan.FromSeconds(45));

    public static readonly RetryRule Writing = new(8, TimeSpan.FromSeconds(45));

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="work">does all of itself again</param>
    /// <param name="passes">whether this failure is worth another attempt</param>
    /// <param name="clock">the real one, whatever the night's: a database answers in real time</param>
    /// <param name="cancel">ends a pause</param>
    /// <exception cref="OperationCanceledException">when <paramref name="cancel"/> came in a pause</exception>
    public async Task<T> Run<T>(Func<Task<T>> work, Func<Exception, bool> passes, TimeProvider clock, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var pause = Pause(attempt);
            try
            {
                return await work();
            }
            catch (Exception e) when (attempt < Attempts && clock.GetElapsedTime(began) + pause <= Limit && passes(e))
            {
                await clock.Pass(pause, cancel);
            }
        }
    }

    /// <summary>50 ms, and twice that each time, up to 5 s.</summary>
    internal static TimeSpan Pause(int attempt) =>
        attempt > 7 ? Longest : TimeSpan.FromMilliseconds(Math.Min(50 << (attempt - 1), Longest.TotalMilliseconds));
}
