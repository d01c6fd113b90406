using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sync.CameraAgent.Exposures;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent.Steps;

/// <summary>Takes the steps of the night's script, has them done, and says how each ended: once, and also after a restart.</summary>
internal sealed partial class StepDesk(Telescope telescope, StepWork work, Store store, Mouth mouth, TimeProvider time, ILogger<StepDesk> log)
{
    private const string Restarted = "The agent was restarted in the middle of it.";

    private readonly ConcurrentDictionary<(string Event, int Stage), Task> mine = new();
    private readonly CancellationTokenSource stop = new();

    public async Task Begin(RunStep order, Transaction t)
    {
        var row = StepRow.Of(order);
        if (StepJournal.Find(t, order) is { } known)
        {
            if (known.Ended == 1)
                await t.Send(Addresses.Event, known.ToStepEnded());
            return;
        }
        StepJournal.Begin(t, row);
        if (order.SentAt + order.Within < time.GetUtcNow()) // the night has gone on without it, and does not expect it any more
        {
            await End(t, row.With($"It came {(time.GetUtcNow() - order.SentAt).TotalSeconds:0} s late."));
            return;
        }
        mine[(row.EventId, row.Stage)] = Task.CompletedTask; // before the commit, so that it is not taken for a former process's
        t.OnCommitted(() =>
        {
            var counted = Work.Begin(time);
            mine[(row.EventId, row.Stage)] = Task.Run(() => Do(order, row, counted));
        });
    }

    /// <summary>Answers for what a former process began.</summary>
    public async Task Settle(CancellationToken cancel)
    {
        foreach (var row in await store.Read(c => StepJournal.Begun(c, telescope.Name)))
        {
            if (!mine.ContainsKey((row.EventId, row.Stage)))
                await mouth.Write(t => End(t, row.With(Restarted)), cancel);
        }
    }

    /// <summary>Ends what is under way, and waits until that has been said.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync();
        await Task.WhenAll(mine.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Do(RunStep order, StepRow row, IDisposable counted)
    {
        using (counted)
        {
            var trouble = await Trouble(order);
            if (trouble is not null)
                NotDone(log, telescope.Name, order.Step.Verb, trouble);
            await mouth.Write(t => End(t, row.With(trouble)), CancellationToken.None);
        }
    }

    private async Task<string?> Trouble(RunStep order)
    {
        using var limit = new CancellationTokenSource(order.Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop.Token);
        try
        {
            return await work.Do(order.Step, order.Within, either.Token);
        }
        catch (OperationCanceledException)
        {
            return limit.IsCancellationRequested ? FormattableString.Invariant($"It was not done within {order.Within.TotalSeconds:0.#} s.") : "The agent was stopped.";
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    private static async Task End(Transaction t, StepRow row)
    {
        if (StepJournal.End(t, row))
            await t.Send(Addresses.Event, row.ToStepEnded());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera} did not do what the script says ({Verb}): {Trouble}")]
    private static partial void NotDone(ILogger log, string camera, CameraVerb verb, string trouble);
}
