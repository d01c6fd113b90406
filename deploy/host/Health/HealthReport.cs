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
