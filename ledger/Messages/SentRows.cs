using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sync.Clock;

namespace Sync.Ledger.Messages;

/// <summary>
/// Rows of the outbox that a broker has confirmed. They are deleted a little later, many at once, so that nobody waits for the
/// writer meanwhile; after a crash they are sent again, and their readers drop them.
/// </summary>
/// <param name="store">whose rows</param>
/// <param name="gone">is told of each that was deleted</param>
/// <param name="time">the night's clock</param>
/// <param name="log">where it is said that they can't be deleted</param>
internal sealed partial class SentRows(Store store, Action<string> gone, TimeProvider time, ILogger log)
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> confirmed = new();
    private readonly Bell bell = new(time);

    public void Add(string messageId)
    {
        confirmed.Enqueue(messageId);
        bell.Ring();
    }

    /// <summary>Deletes until stopped, and what is there then.</summary>
    public async Task Sweep(CancellationToken stop)
    {
        using var work = Work.Begin(time);
        while (!stop.IsCancellationRequested)
        {
            await bell.Wait(TimeSpan.MaxValue, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await time.Pass(Later, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!await Delete())
                await time.Pass(AfterFailure, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> Delete()
    {
        List<string> ids = [];
        while (ids.Count < AtOnce && confirmed.TryDequeue(out var id))
            ids.Add(id);
        if (ids.Count == 0)
            return true;
        try
        {
            await store.WriteRepeatable(t => t.Execute("delete from outbox where message_id in @ids", new { ids }), CancellationToken.None);
        }
        catch (Exception e)
        {
            NotDeleted(log, e.Message);
            ids.ForEach(Add);
            return false;
        }
        ids.ForEach(gone);
        if (!confirmed.IsEmpty)
            bell.Ring();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages that were sent can't be deleted from the outbox: {Reason} It is tried again every second.")]
    private static partial void NotDeleted(ILogger log, string reason);
}
