using Microsoft.Extensions.Hosting;
using Sync.Clock;

namespace Sync.Ledger;

/// <summary>
/// A role's own thread of work. It counts from the start of the host on: its thread may begin later, and simulated time must
/// wait for it.
/// </summary>
public abstract class CountedService(TimeProvider time) : BackgroundService
{
    private IDisposable? work;

    protected TimeProvider Time => time;

    public sealed override Task StartAsync(CancellationToken cancellationToken)
    {
        work = Work.Begin(time);
        return base.StartAsync(cancellationToken);
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using (work)
            await Run(stoppingToken);
    }

    /// <summary>What it does until it is stopped.</summary>
    protected abstract Task Run(CancellationToken stop);
}
