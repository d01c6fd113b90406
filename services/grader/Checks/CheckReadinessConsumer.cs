using System.Data.Common;
using Dapper;
using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Messages;

namespace Sync.Grader.Checks;

/// <summary>Says whether the grader has its database, and whether it sees the cameras' frames.</summary>
internal sealed class CheckReadinessConsumer(Store store, LedgerOptions ledger, TimeProvider time) : IConsumer<CheckReadiness>, IWriteWhenDone
{
    private static readonly TimeSpan WorthReading = TimeSpan.FromSeconds(10);

    /// <summary>By the real clock: a database that is away is waited for much longer than a person would.</summary>
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(5);

    public async Task Consume(ConsumeContext<CheckReadiness> context)
    {
        var (asked, heard) = (context.Message, time.GetUtcNow());
        List<CheckItem> items = [await Measurements(), .. asked.NewestFrame is { } frame ? [Frame(frame)] : Array.Empty<CheckItem>()];
        var to = await context.GetSendEndpoint(ledger.Address(Addresses.Checks));
        await to.Send(
            new ReadinessReported
            {
                CheckId = asked.CheckId, From = Senders.Grader, Asked = asked.Asked, Heard = heard, Answered = time.GetUtcNow(), Items = items,
            },
            Pipe.Execute<SendContext<ReadinessReported>>(c => c.TimeToLive = WorthReading),
            context.CancellationToken);
    }

    private async Task<CheckItem> Measurements()
    {
        try
        {
            var frames = await store.Read(c => c.ExecuteScalar<int>("select count(*) from measurement"))
                .WaitAsync(StoreLimit, TimeProvider.System);
            return Item("measurements", CheckOutcome.Good, $"Its database answers; {frames} measured frames are kept.");
        }
        catch (Exception e) when (e is DbException or LedgerException or IOException or InvalidOperationException or TimeoutException)
        {
            return Item("measurements", CheckOutcome.Bad, $"Its database does not answer: {e.Message}");
        }
    }

    /// <summary>A frame that was moved away is no fault, and a folder that is not mounted looks the same: hence a warning.</summary>
    private static CheckItem Frame(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Item("frames", CheckOutcome.Good, $"The newest frame can be read: {path}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Item("frames", CheckOutcome.Warning, $"The newest frame can't be read here: {path}; unless it was moved away, see that the cameras' folder is mounted under the same name.");
        }
    }

    private static CheckItem Item(string subject, CheckOutcome outcome, string finding) =>
        new() { Where = Senders.Grader, Subject = subject, Outcome = outcome, Finding = finding };
}
