using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sync.Clock;

namespace Sync.Ledger.Locks;

/// <summary>
/// A process has its store for itself: nobody else sends what is in its outbox, and nobody puts another store in its place.
/// </summary>
public sealed partial class StoreHold(Store store, ILogger<StoreHold>? log = null) : IDisposable
{
    /// <summary>A killed process is gone at once, its connection to a server a moment later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private readonly ILogger log = log ?? NullLogger<StoreHold>.Instance;
    private readonly IStoreLock held = store.Dialect.Lock(store.Options.ConnectionString);
    private readonly CancellationTokenSource over = new();
    private Task watching = Task.CompletedTask;
    private bool disposed;

    private TimeProvider Clock => store.Options.Clock;

    /// <summary>Takes it, and keeps it until this is disposed.</summary>
    /// <exception cref="LedgerException">another process has it</exception>
    public async Task Take(CancellationToken cancel)
    {
        var began = Clock.GetTimestamp();
        while (!await Databases.RetryRule.Opening.Run(() => Task.FromResult(held.Take()), store.Dialect.IsTransient, Clock, cancel))
        {
            if (Clock.GetElapsedTime(began) >= Patience)
            {
                throw new LedgerException(
                    $"The store {store.Dialect.Describe(store.Options.ConnectionString)} is in use by another process of Sync: end that one first; each process needs a store of its own.");
            }
            await Clock.Pass(Pause, cancel);
        }
        watching = Task.Run(Watch, CancellationToken.None);
    }

    /// <summary>Gives it up. To do so twice is harmless: whoever ends a process may be quicker than its host.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        over.Cancel();
        watching.GetAwaiter().GetResult();
        held.Dispose();
        over.Dispose();
    }

    /// <summary>A lock on a server goes with its connection, and is taken again on the next.</summary>
    private async Task Watch()
    {
        using var timer = new PeriodicTimer(Look, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token))
                Renew();
        }
        catch (OperationCanceledException)
        {
            // the process ends
        }
    }

    private void Renew()
    {
        try
        {
            if (!held.IsHeld() && !held.Take())
                Lost(log);
        }
        catch (Exception e) when (store.Dialect.IsTransient(e))
        {
            Away(log, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection that held the lock of the database broke, and another process has taken the lock. End one of the two: both would send every message.")]
    private static partial void Lost(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lock of the database was lost with its connection, and can't be taken again yet: {Reason} It is tried every 10 seconds.")]
    private static partial void Away(ILogger log, string reason);
}
