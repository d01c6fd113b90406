using Microsoft.Extensions.Hosting;
using Sync.Clock;
using Sync.Ledger;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Story;

namespace Sync.Host.Telemetry;

/// <summary>
/// Tells nights as traces, from the database, as far as they are over: while a night runs now and then, when it ends at once. It only
/// reads what others have kept, counts as no work of a simulated night, and what it can't do it tries again later.
/// </summary>
/// <param name="spool">where spans wait for the collector</param>
/// <param name="store">of the scheduler</param>
/// <param name="tonight">says when there is more to tell</param>
/// <param name="time">real time, also in a simulated night</param>
/// <param name="log">hears once what can't be told</param>
internal sealed partial class NightTeller(SpanSpool spool, Store store, Tonight tonight, TimeProvider time, ILogger<NightTeller> log) : BackgroundService
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(20);

    /// <summary>Of its own time it rests so many times: a long night is read in a few tenths of a second.</summary>
    private const int Restful = 50;

    private readonly Bell progressed = new(time);
    private readonly Bell ended = new(time);
    private Guid? lastEnded;
    private bool failed;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        tonight.Progressed += Hear;
        return base.StartAsync(cancellationToken);
    }

    /// <summary>What has come to its end by now is told; the rest at the next start.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        tonight.Progressed -= Hear;
        await base.StopAsync(cancellationToken);
        await Tell().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host goes on starting
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            await Tell();
            var pause = Restful * time.GetElapsedTime(began);
            await ended.Wait(pause > LeastPause ? pause : LeastPause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await progressed.Wait(TimeSpan.MaxValue, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Hear()
    {
        progressed.Ring();
        if (tonight.Night is not { State: "Ended" } night || night.NightId == lastEnded)
            return;
        lastEnded = night.NightId;
        ended.Ring();
    }

    private async Task Tell()
    {
        try
        {
            foreach (var telling in await store.Read(Telling.Untold))
            {
                foreach (var span in telling.Spans)
                    spool.Append(ToldRecords.Of(span));
                if (telling.Spans.Count > 0 || telling.IsFinal)
                    await store.Write(telling.Mark, CancellationToken.None);
            }
            failed = false;
        }
        catch (Exception e)
        {
            if (!failed)
                NotTold(log, e.Message);
            failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The night could not be told as a trace: {Reason} It is tried again.")]
    private static partial void NotTold(ILogger log, string reason);
}
