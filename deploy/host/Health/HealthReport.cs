using System.Data.Common;
using MassTransit;
using Sync.Ledger;

namespace Sync.Host.Health;

/// <summary>Whether this process can do its work.</summary>
/// <param name="bus">asked whether it is connected</param>
/// <param name="askStore">for the shortest of answers</param>
/// <param name="time">that real people live in, whatever the night's is</param>
internal sealed class HealthReport(IBusControl bus, Func<Task> askStore, TimeProvider time)
{
    /// <summary>How long the database may take.</summary>
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task? asked;

    /// <returns>null when all is well, else what is not, in one sentence</returns>
    public async Task<string?> Problem(CancellationToken cancel) => OfBus() ?? await OfStore(cancel);

    /// <summary>The bus has a temporary endpoint besides ours; nothing is sent to it, so it seems well when the broker is gone.</summary>
    private string? OfBus()
    {
        var health = bus.CheckHealth();
        if (health.Status == BusHealthStatus.Healthy)
            return null;
        var ours = health.Endpoints.Where(e => !e.Key.EndsWith("temporary=true", StringComparison.Ordinal)).ToList();
        var deaf = ours.Where(e => e.Value.Status != BusHealthStatus.Healthy).Select(e => Name(e.Key)).Order(StringComparer.Ordinal).ToList();
        return deaf.Count == 0 || deaf.Count == ours.Count ? "The broker is not connected." : $"The broker does not deliver to {string.Join(", ", deaf)}.";
    }

    /// <summary>The last part of an endpoint's address, without its options.</summary>
    private static string Name(string address) => address[(address.LastIndexOf('/') + 1)..].Split('?')[0];

    private async Task<string?> OfStore(CancellationToken cancel)
    {
        try
        {
            await Ask().WaitAsync(StoreLimit, time, cancel);
            return null;
        }
        catch (TimeoutException)
        {
            return $"The database has not answered for {StoreLimit.TotalSeconds} s.";
        }
        catch (Exception e) when (e is DbException or LedgerException or IOException or InvalidOperationException)
        {
            return "The database does not answer.";
        }
    }

    /// <summary>One question at a time: a database that hangs shall not be given a thread with each request.</summary>
    private Task Ask()
    {
        lock (gate)
        {
            if (asked is null or { IsCompleted: true })
                asked = Task.Run(askStore);
            return asked;
        }
    }
}
