using System.Data.Common;
using Dapper;
using MassTransit;
using Sync.Ledger;

namespace Sync.Host.Health;

/// <summary>Whether this process can do its work.</summary>
internal sealed class HealthReport(IBusControl bus, Store store)
{
    /// <summary>How long the database may take for the shortest of answers.</summary>
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task<int>? asked;

    /// <returns>null when all is well, else what is not, in one sentence</returns>
    public async Task<string?> Problem(CancellationToken cancel) => OfBus() ?? await OfStore(cancel);

    /// <summary>The bus itself is an endpoint too, without a name: what it sends from.</summary>
    private string? OfBus()
    {
        var health = bus.CheckHealth();
        if (health.Status == BusHealthStatus.Healthy)
            return null;
        var deaf = health.Endpoints.Where(e => e.Value.Status != BusHealthStatus.Healthy).Select(e => e.Key).Order(StringComparer.Ordinal).ToList();
        return deaf.Count == 0 || deaf.Count == health.Endpoints.Count
            ? "The broker is not connected."
            : $"The broker does not deliver to {string.Join(", ", deaf)}.";
    }

    private async Task<string?> OfStore(CancellationToken cancel)
    {
        try
        {
            await Ask().WaitAsync(StoreLimit, TimeProvider.System, cancel);
            return null;
        }
        catch (TimeoutException)
        {
            return $"The database has not answered for {StoreLimit.TotalSeconds} s.";
        }
        catch (Exception e) when (e is DbException or IOException or InvalidOperationException)
        {
            return "The database does not answer.";
        }
    }

    /// <summary>One question at a time: a database that hangs shall not be given a thread with each request.</summary>
    private Task<int> Ask()
    {
        lock (gate)
        {
            if (asked is null or { IsCompleted: true })
                asked = Task.Run(() => store.Read(c => c.ExecuteScalar<int>("select count(*) from schema_step")));
            return asked;
        }
    }
}
