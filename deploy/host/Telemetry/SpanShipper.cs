using System.Diagnostics;
using OpenTelemetry;
using Sync.Clock;

namespace Sync.Host.Telemetry;

/// <summary>How a spool is emptied.</summary>
/// <param name="BatchSize">spans at once; as soon as there are so many they go</param>
/// <param name="Delay">how long fewer wait for others</param>
/// <param name="Place">the collector's, for a person</param>
internal sealed record Shipping(int BatchSize, TimeSpan Delay, string Place);

/// <summary>Sends what a spool keeps, in its order, and marks as sent only what the collector has confirmed.</summary>
internal sealed partial class SpanShipper(
    SpanSpool spool, Shipping shipping, Identity identity, Func<BaseExporter<Activity>> exporter, TimeProvider time, ILogger<SpanShipper> log) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly Bell bell = new(time);
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, SpanCarrier> carriers = [];
    private Task loop = Task.CompletedTask;
    private Task? stopped;
    private bool away;

    public void Start()
    {
        spool.Kept += Ring;
        loop = Task.Run(Run);
    }

    /// <summary>Sends what there is, as far as it goes within three seconds; the rest is sent by the next process.</summary>
    public Task Stop() => stopped ??= End();

    public async ValueTask DisposeAsync()
    {
        await Stop();
        spool.Kept -= Ring;
        if (!loop.IsCompleted)
            return; // it still waits for the collector, and ends with the process
        foreach (var carrier in carriers.Values)
            carrier.Dispose();
        stopping.Dispose();
    }

    private async Task End()
    {
        await stopping.CancelAsync();
        await Task.WhenAny(loop, time.Pass(Farewell, CancellationToken.None));
    }

    private void Ring(int waiting)
    {
        if (waiting == 1 || waiting == shipping.BatchSize)
            bell.Ring();
    }

    private async Task Run()
    {
        var pause = FirstPause;
        try
        {
            while (true)
            {
                await Gather();
                while (!ShipAll())
                {
                    await time.Pass(pause, stopping.Token);
                    pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
                }
                pause = FirstPause;
            }
        }
        catch (OperationCanceledException)
        {
            ShipAll();
        }
    }

    /// <summary>Until there is something, and then until there is a batch of it, or no more is waited for.</summary>
    private async Task Gather()
    {
        while (spool.Waiting == 0)
            await bell.Wait(TimeSpan.MaxValue, stopping.Token);
        var limit = time.GetUtcNow() + shipping.Delay;
        while (spool.Waiting < shipping.BatchSize && time.GetUtcNow() is var now && now < limit)
            await bell.Wait(limit - now, stopping.Token);
    }

    /// <summary>What waits now: what comes meanwhile waits for others again, or a busy hour would be sent in crumbs.</summary>
    /// <returns>false when the collector did not take some</returns>
    private bool ShipAll()
    {
        for (var left = spool.Waiting; left > 0 && spool.Next(Math.Min(left, shipping.BatchSize)) is { } batch; left -= batch.Spans.Count)
        {
            if (!Carry(batch))
            {
                if (!away)
                    Away(log, shipping.Place);
                away = true;
                return false;
            }
            spool.Confirm(batch);
            if (away)
                Back(log, shipping.Place);
            away = false;
        }
        return true;
    }

    private bool Carry(SpanBatch batch)
    {
        var service = batch.Service ?? identity.Service;
        try
        {
            if (!carriers.TryGetValue(service, out var carrier))
                carriers[service] = carrier = new SpanCarrier(identity, service, exporter());
            return carrier.Carry(batch.Spans);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(log, e);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The collector at {Place} does not take traces. They are kept, and sent when it takes them again; see that it runs, and that OTEL_EXPORTER_OTLP_ENDPOINT is its address.")]
    private static partial void Away(ILogger log, string place);

    [LoggerMessage(Level = LogLevel.Information, Message = "The collector at {Place} takes traces again.")]
    private static partial void Back(ILogger log, string place);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Traces could not be handed over.")]
    private static partial void Failed(ILogger log, Exception e);
}
