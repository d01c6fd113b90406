using Dapper;
using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Messages;

namespace Sync.Grader.Checks;

/// <summary>Says whether the grader has its database, and whether it sees the cameras' frames.</summary>
internal sealed class CheckReadinessConsumer(Store store, Voice voice, TimeProvider time) : IConsumer<CheckReadiness>, IWriteWhenDone
{
    private static readonly TimeSpan WorthReading = TimeSpan.FromSeconds(10);

    public async Task Consume(ConsumeContext<CheckReadiness> context)
    {
        var (asked, heard) = (context.Message, time.GetUtcNow());
        List<CheckItem> items = [await Measurements(), .. asked.NewestFrame is { } frame ? [Frame(frame)] : Array.Empty<CheckItem>()];
        var report = new ReadinessReported
        {
            CheckId = asked.CheckId, From = Senders.Grader, Asked = asked.Asked, Heard = heard, Answered = time.GetUtcNow(), Items = items,
        };
        await voice.Say(Addresses.Checks, report, WorthReading, context.CancellationToken);
    }

    private async Task<CheckItem> Measurements()
    {
        try
        {
            var frames = await store.ReadSoon(c => c.ExecuteScalar<int>("select count(*) from measurement"));
            return Item("measurements", CheckOutcome.Good, $"Its database answers; {frames} measured frames are kept.");
        }
        catch (LedgerException e)
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
