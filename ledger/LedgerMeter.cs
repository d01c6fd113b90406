using System.Diagnostics.Metrics;
using Dapper;

namespace Sync.Ledger;

/// <summary>What is measured of messages on their way. Whoever listens asks for the backlog; without a listener nothing is read or timed.</summary>
internal sealed class LedgerMeter : IDisposable
{
    private static readonly InstrumentAdvice<double> Buckets = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] };
    private readonly Meter meter = new("Sync.Ledger");
    private readonly Store store;
    private readonly Histogram<double> queueDelay;
    private readonly Histogram<double> outboxDelay;

    public LedgerMeter(Store store)
    {
        this.store = store;
        queueDelay = meter.CreateHistogram("sync.queue.delay", "s", "From a message's hand-over to the transport to its reading, by the machines' clocks.", null, Buckets);
        outboxDelay = meter.CreateHistogram("sync.outbox.delay", "s", "From the instant at which a message was due until the transport had it.", null, Buckets);
        meter.CreateObservableGauge("sync.outbox.backlog", Backlog, "{message}", "Messages that are due and still in the outbox, but for those kept aside.");
    }

    public Meter Meter => meter;

    /// <summary>Whether it is worth a look at the clock.</summary>
    public bool TimesQueues => queueDelay.Enabled;

    public void Read(string endpoint, TimeSpan delay) => queueDelay.Record(delay.TotalSeconds, To(endpoint));

    public void HandedOver(string endpoint, TimeSpan delay) => outboxDelay.Record(delay.TotalSeconds, To(endpoint));

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> To(string endpoint) => new("messaging.destination.name", endpoint);

    /// <summary>Nothing where the database does not answer: that is told elsewhere.</summary>
    private IEnumerable<Measurement<long>> Backlog()
    {
        try
        {
            using var connection = store.Dialect.Open(store.Options.ConnectionString, readOnly: true);
            return [new(connection.ExecuteScalar<long>("select count(*) from outbox where due <= @now and parked is null", new { now = store.Now }))];
        }
        catch (Exception e) when (store.Dialect.IsTransient(e))
        {
            return [];
        }
    }
}
