using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using MassTransit;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Scheduler.Events;

/// <summary>Lets external programs come to a barrier of the night's script by the page, and wait at it.</summary>
public sealed partial class BarrierDoor(Store store)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<string>> waiting = new();

    /// <summary>What a barrier and a program may be called.</summary>
    public const string Names = "1 to 64 letters, digits, - and _ are allowed";

    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Comes to a barrier, which is durable, and waits for it to open.</summary>
    /// <param name="barrier">its name</param>
    /// <param name="program">who comes</param>
    /// <param name="within">how long to wait, by the real clock</param>
    /// <param name="cancel">nobody waits any more; who has come stays there</param>
    /// <returns>how it was opened; null when it was not in that time</returns>
    public async Task<string?> Come(string barrier, string program, TimeSpan within, CancellationToken cancel)
    {
        var id = NewId.NextGuid();
        var opened = waiting.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await store.Write(
                t => t.Send(Addresses.Event, new ProgramArrived { ArrivalId = id, Barrier = barrier, Program = program, IsCommand = false }), cancel);
            return await opened.Task.WaitAsync(within, TimeProvider.System, cancel);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    internal void Open(Guid arrival, string sentence)
    {
        if (waiting.TryGetValue(arrival, out var opened))
            opened.TrySetResult(sentence);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex Name();
}
