using Microsoft.Extensions.Hosting;
using Sync.Ledger;
using Sync.Scheduler.Story;

namespace Sync.Scheduler.Nights;

/// <summary>Notes that a night which is under way when this process begins was begun by another, before any message is read.</summary>
internal sealed class LeftNights(Store store, NightRows nights) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => store.Write(
        t =>
        {
            foreach (var night in nights.UnderWay(t))
                Faults.WasRestarted(t, night.CorrelationId);
        },
        cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
