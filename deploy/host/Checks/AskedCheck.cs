using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Checks;

namespace Sync.Host.Checks;

/// <summary>The one check that this process asks for.</summary>
internal sealed class AskedCheck(TimeProvider time)
{
    /// <summary>On top of what the scheduler waits for others: for its plan, and for the way there and back.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    private readonly Guid id = NewId.NextGuid();
    private readonly TaskCompletionSource<CheckCompleted> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An answer to another process is nobody's here.</summary>
    public void Hear(CheckCompleted completed)
    {
        if (completed.CheckId == id)
            answer.TrySetResult(completed);
    }

    /// <summary>Asks the scheduler, and waits for what it says.</summary>
    /// <returns>all that was found; the reason where nothing came, in one sentence</returns>
    public async Task<(CheckCompleted? Completed, string? Failure)> Ask(IBus bus, LedgerOptions addresses, CheckOptions options, CancellationToken cancel)
    {
        var limit = options.AnswerWithin + Margin;
        try
        {
            var scheduler = await bus.GetSendEndpoint(addresses.Address(Addresses.Checks));
            await scheduler.Send(new RequestCheck { CheckId = id }, cancel).WaitAsync(Margin, time, cancel);
            return (await answer.Task.WaitAsync(limit, time, cancel), null);
        }
        catch (TimeoutException)
        {
            return (null, $"The scheduler did not answer within {limit.TotalSeconds:0} s: see that it runs.");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return (null, $"The scheduler could not be asked: {e.Message.Split('\n')[0].TrimEnd('.')}; see that it has been started once.");
        }
    }
}
