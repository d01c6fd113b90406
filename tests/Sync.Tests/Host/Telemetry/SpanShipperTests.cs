using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using Sync.Host.Telemetry;

namespace Sync.Tests.Host.Telemetry;

public sealed class SpanShipperTests : IAsyncLifetime
{
    /// <summary>None of the pauses after a failure: whoever waits for one of those must not see this one.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(7);

    private readonly Scratch scratch = new();
    private readonly FakeTime time = new();
    private readonly Heard<SpanSpool> quiet = new();
    private readonly Heard<SpanShipper> heard = new();
    private readonly Collector collector = new();
    private readonly Identity identity = new("camera-esprit", []);
    private SpanSpool spool = null!;
    private SpanShipper shipper = null!;

    public Task InitializeAsync()
    {
        spool = new(scratch.File("telemetry"), quiet);
        shipper = new(spool, new(10, Delay, "http://collector:4317/"), identity, () => new Door(collector), time, heard);
        shipper.Start();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        collector.Open();
        await shipper.DisposeAsync();
        spool.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public async Task A_few_spans_wait_for_others()
    {
        Keep(0, 3);
        await time.Awaited(Delay);
        Assert.Empty(collector.Names);
        Keep(3, 2);
        time.Advance(Delay);
        await collector.Has(5);
        Assert.Equal(Told.Names(0, 5), collector.Names);
        Assert.Equal(1, collector.Taken);
    }

    [Fact]
    public async Task A_full_batch_goes_at_once()
    {
        Keep(0, 10);
        await collector.Has(10);
        Assert.Equal(Told.Names(0, 10), collector.Names);
    }

    [Fact]
    public async Task What_comes_while_a_batch_is_sent_waits_for_others_again()
    {
        collector.Hang();
        Keep(0, 10);
        await collector.Asked;
        Keep(10, 3);
        collector.Open();
        await time.Awaited(Delay);
        Assert.Equal(Told.Names(0, 10), collector.Names);
        time.Advance(Delay);
        await collector.Has(13);
        Assert.Equal(2, collector.Taken);
    }

    [Fact]
    public async Task What_is_confirmed_is_sent_once()
    {
        for (var n = 0; n < 5; n++)
        {
            Keep(10 * n, 10);
            await collector.Has(10 * n + 10);
        }
        await shipper.Stop();
        Assert.Equal(Told.Names(0, 50), collector.Names);
        Assert.Equal(0, spool.Waiting);
    }

    [Fact]
    public async Task While_the_collector_is_away_nothing_is_lost_and_one_warning_says_so()
    {
        collector.Close();
        Keep(0, 10);
        foreach (var pause in new[] { 5, 10, 20, 40, 60, 60 })
        {
            await time.Awaited(TimeSpan.FromSeconds(pause));
            Keep(10 + pause, 1);
            time.Advance(TimeSpan.FromSeconds(pause));
        }
        await time.Awaited(TimeSpan.FromSeconds(60));
        Assert.Equal(7, collector.Refused);
        Assert.Equal([(LogLevel.Warning, Away)], heard.Lines);
        collector.Open();
        time.Advance(TimeSpan.FromSeconds(60));
        await collector.Has(16);
        Assert.Equal([.. Told.Names(0, 10), "15", "20", "30", "50", "70", "70"], collector.Names);
        await shipper.Stop();
        Assert.Equal([(LogLevel.Warning, Away), (LogLevel.Information, "The collector at http://collector:4317/ takes traces again.")], heard.Lines);
    }

    [Fact]
    public async Task Each_outage_is_said_anew_and_its_pauses_begin_small()
    {
        foreach (var outage in new[] { 0, 1 })
        {
            collector.Close();
            Keep(20 * outage, 10);
            await time.Awaited(TimeSpan.FromSeconds(5));
            time.Advance(TimeSpan.FromSeconds(5));
            await time.Awaited(TimeSpan.FromSeconds(10));
            collector.Open();
            time.Advance(TimeSpan.FromSeconds(10));
            await collector.Has(10 * outage + 10);
        }
        await shipper.Stop();
        Assert.Equal([LogLevel.Warning, LogLevel.Information, LogLevel.Warning, LogLevel.Information], heard.Lines.Select(l => l.Level));
    }

    [Fact]
    public async Task At_the_end_what_waits_is_sent()
    {
        Keep(0, 3);
        await time.Awaited(Delay);
        await shipper.Stop();
        Assert.Equal(Told.Names(0, 3), collector.Names);
    }

    [Fact]
    public async Task An_end_waits_for_a_collector_that_does_not_answer_for_three_seconds_only()
    {
        collector.Hang();
        Keep(0, 10);
        await collector.Asked;
        var stop = shipper.Stop();
        await time.Awaited(TimeSpan.FromSeconds(3));
        Assert.False(stop.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        await stop.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(10, spool.Waiting);
    }

    [Fact]
    public async Task Each_service_has_its_own_resource_and_the_order_stays()
    {
        foreach (var (name, service) in new[] { ("a", null), ("b", "scheduler"), ("c", null), ("d", "scheduler") })
            spool.Append(Told.Whole(name, service));
        await shipper.Stop();
        Assert.Equal([("a", "camera-esprit"), ("b", "scheduler"), ("c", "camera-esprit"), ("d", "scheduler")], collector.Spans);
    }

    private const string Away = "The collector at http://collector:4317/ does not take traces. They are kept, and sent when it takes them again; see that it runs, and that OTEL_EXPORTER_OTLP_ENDPOINT is its address.";

    private void Keep(int from, int count)
    {
        foreach (var span in Told.Several(from, count))
            spool.Append(span);
    }

    private sealed class Collector
    {
        private readonly Lock gate = new();
        private readonly List<(string Name, string Service)> spans = [];
        private readonly SemaphoreSlim news = new(0);
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim answers = new(true);
        private volatile bool away;

        public Task Asked => asked.Task.WaitAsync(TimeSpan.FromSeconds(20));

        public int Taken { get; private set; }

        public int Refused { get; private set; }

        public IReadOnlyList<(string Name, string Service)> Spans
        {
            get
            {
                lock (gate)
                    return [.. spans];
            }
        }

        public IEnumerable<string> Names => Spans.Select(s => s.Name);

        public void Close() => away = true;

        public void Open()
        {
            away = false;
            answers.Set();
        }

        public void Hang() => answers.Reset();

        public async Task Has(int count)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (Spans.Count < count)
                await news.WaitAsync(limit.Token);
        }

        public ExportResult Take(IEnumerable<string> names, string service)
        {
            asked.TrySetResult();
            answers.Wait();
            lock (gate)
            {
                if (away)
                {
                    Refused++;
                    return ExportResult.Failure;
                }
                Taken++;
                spans.AddRange(names.Select(n => (n, service)));
            }
            news.Release();
            return ExportResult.Success;
        }
    }

    private sealed class Door(Collector collector) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            var names = new List<string>();
            foreach (var span in batch)
                names.Add(span.DisplayName);
            return collector.Take(names, (string)ParentProvider.GetResource().Attributes.Single(a => a.Key == "service.name").Value);
        }
    }
}
