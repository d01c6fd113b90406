using Dapper;
using Microsoft.Extensions.Logging;
using Sync.Clock;

namespace Sync.Ledger;

/// <summary>
/// Whether a transaction has committed whose answer was lost with the connection. Its mark is inserted once more: the
/// database lets that wait while the transaction is still open, refuses it when it has committed, and takes it when it was
/// rolled back. Nothing else would be sure: a select may look before the server has got that far.
/// </summary>
internal sealed partial class LostCommit(Store store)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Asks until there is an answer, for to go on without one would do the work twice, or not at all.</summary>
    /// <exception cref="OperationCanceledException">when <paramref name="cancel"/> came first</exception>
    public async Task<bool> IsThere(string? mark, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return Ask(mark);
            }
            catch (Exception e)
            {
                if (store.Log is { } log)
                    Asking(log, e.Message);
            }
            await store.Options.Clock.Pass(AfterFailure, cancel);
        }
    }

    private bool Ask(string? mark)
    {
        using var connection = store.Dialect.Open(store.Options.ConnectionString, readOnly: false);
        using var transaction = connection.BeginTransaction();
        try
        {
            connection.Execute("insert into inbox (message_id, consumed) values (@mark, @now)", new { mark, now = store.Now }, transaction);
        }
        catch (Exception e) when (store.Dialect.IsDuplicate(e))
        {
            return true;
        }
        transaction.Rollback();
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to the database broke in the middle of a commit, and it can't be asked yet whether it was done: {Reason} It is asked again every second.")]
    private static partial void Asking(ILogger log, string reason);
}
