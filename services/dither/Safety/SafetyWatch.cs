using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Devices;
using Sync.Dither.Moves;
using Sync.Ledger;

namespace Sync.Dither.Safety;

/// <summary>Watches whether telescopes may be out, and tells everybody at once when that changes. Not to know is not to be safe.</summary>
internal sealed partial class SafetyWatch(SafetyRig rig, Shelter shelter, Conductor conductor, Store store, TimeProvider time, ILogger<SafetyWatch> log) :
    CountedService(time)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task Run(CancellationToken stop)
    {
        if (rig.Monitor is not { } monitor)
            return;
        while (!stop.IsCancellationRequested)
        {
            var (safety, failed) = await Look(monitor, stop);
            var turns = shelter.Known?.IsSafe != safety.IsSafe;
            shelter.Known = safety;
            if (turns)
                await Turn(safety, stop);
            if (failed)
                await Time.Pass(AfterFailure, stop);
        }
        await monitor.DisposeAsync();
    }

    private async Task Turn(Devices.Safety safety, CancellationToken stop)
    {
        if (safety.IsSafe)
        {
            Safe(log);
        }
        else
        {
            Unsafe(log, safety.Reason);
            conductor.Cut();
        }
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await store.Write(t => SafetyJournal.Turn(t, safety, rig.Cameras), stop);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotTold(log, e.Message);
            }
            await Time.Pass(AfterFailure, stop);
        }
    }

    private async Task<(Devices.Safety Safety, bool Failed)> Look(ISafetyMonitor monitor, CancellationToken stop)
    {
        using var clock = new CancellationTokenSource(monitor.AnswersWithin, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, clock.Token);
        try
        {
            await monitor.Connect(either.Token);
            return (await monitor.Watch(shelter.Known, either.Token), false);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            var why = clock.IsCancellationRequested ? $"{monitor.Name} did not answer within {monitor.AnswersWithin.TotalSeconds:0} s" : e.Message.TrimEnd('.');
            return (new(false, why), true);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It is not safe to be out: {Reason}. All shutters close and the mount parks.")]
    private static partial void Unsafe(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "It is safe to be out.")]
    private static partial void Safe(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether it is safe to be out could not be written and is tried again: {Reason} See that the disk is not full.")]
    private static partial void NotTold(ILogger log, string reason);
}
