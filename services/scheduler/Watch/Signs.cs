using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Scheduler.Watch;

/// <summary>Tells dither that the scheduler is there, again and again, and more often while a round waits for an answer.</summary>
internal sealed partial class Signs(SkyPledge pledge, SignOptions options, Voice voice, TimeProvider time, ILogger<Signs> log) : CountedService(time)
{
    private static readonly TimeSpan WhileWanted = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WorthReading = TimeSpan.FromSeconds(10);

    protected override async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var said = await Say(stop);
            await pledge.Wanted.Wait(!said || (pledge.IsWanted && WhileWanted < options.SignEvery) ? WhileWanted : options.SignEvery, stop);
        }
    }

    private async Task<bool> Say(CancellationToken stop)
    {
        try
        {
            await voice.Say(Addresses.Dither, pledge.Next(), WorthReading, stop);
            return true;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            NotSaid(log, e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The dither service could not be told that the scheduler is there: {Reason}")]
    private static partial void NotSaid(ILogger log, string reason);
}
