using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Host.Requests;

/// <summary>The one thing that this process asks of the night, and what the scheduler says of it.</summary>
internal sealed class AskedRequest(TimeProvider time)
{
    /// <summary>For the way there and back, and for a database that is busy.</summary>
    private static readonly TimeSpan HearLimit = TimeSpan.FromSeconds(15);

    private readonly Guid id = NewId.NextGuid();
    private readonly TaskCompletionSource<string> heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<(bool Granted, string Sentence)> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An answer to another process is nobody's here.</summary>
    public void Hear(RequestHeard message)
    {
        if (message.RequestId == id)
            heard.TrySetResult(message.Sentence);
    }

    /// <inheritdoc cref="Hear(RequestHeard)"/>
    public void Hear(RequestGranted message)
    {
        if (message.RequestId == id)
            ended.TrySetResult((true, message.Sentence));
    }

    /// <inheritdoc cref="Hear(RequestHeard)"/>
    public void Hear(RequestRefused message)
    {
        if (message.RequestId == id)
            ended.TrySetResult((false, message.Sentence));
    }

    /// <summary>Asks the scheduler, and waits until it is done or refused.</summary>
    /// <param name="bus">a bus that was reached</param>
    /// <param name="addresses">in whose name</param>
    /// <param name="request">from the request's id</param>
    /// <param name="within">how long it may take once the scheduler has heard of it</param>
    /// <param name="say">is told what comes first</param>
    /// <param name="cancel">nobody waits any more; what was asked for is done all the same</param>
    /// <returns>whether it is done, and how it is, in a sentence</returns>
    public async Task<(bool Done, string Sentence)> Ask<T>(
        IBus bus, LedgerOptions addresses, Func<Guid, T> request, TimeSpan within, Action<string> say, CancellationToken cancel)
        where T : class
    {
        try
        {
            var scheduler = await bus.GetSendEndpoint(addresses.Address(Addresses.Requests));
            await scheduler.Send(request(id), cancel).WaitAsync(HearLimit, time, cancel);
            await Task.WhenAny(heard.Task, ended.Task).WaitAsync(HearLimit, time, cancel);
        }
        catch (TimeoutException)
        {
            return (false, $"The scheduler did not answer within {HearLimit.TotalSeconds:0} s: see that it runs.");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return (false, $"The scheduler could not be asked: {e.Message.Split('\n')[0].TrimEnd('.')}; see that it has been started once.");
        }
        return await End(within, say, cancel);
    }

    private async Task<(bool Done, string Sentence)> End(TimeSpan within, Action<string> say, CancellationToken cancel)
    {
        if (ended.Task.IsCompleted)
            return await ended.Task;
        var first = await heard.Task;
        say(first);
        try
        {
            return await ended.Task.WaitAsync(within, time, cancel);
        }
        catch (TimeoutException)
        {
            return (false, $"It was not done within {within.TotalMinutes:0} min. {first}");
        }
    }
}
