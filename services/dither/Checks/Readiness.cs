using Dapper;
using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Dither.Moves;
using Sync.Dither.Safety;
using Sync.Ledger;

namespace Sync.Dither.Checks;

/// <summary>What is found when dither is asked whether it is ready for a night. A move goes before it.</summary>
internal sealed partial class Readiness(
    Conductor conductor, SkyMover sky, SafetyRig rig, Shelter shelter, Store store, Voice voice, TimeProvider time, ILogger<Readiness> log)
{
    private static readonly TimeSpan WorthReading = TimeSpan.FromSeconds(10);

    public void Begin(CheckReadiness asked)
    {
        var heard = time.GetUtcNow();
        var work = Work.Begin(time);
        _ = Task.Run(async () =>
        {
            using (work)
                await Answer(asked, heard);
        });
    }

    private async Task Answer(CheckReadiness asked, DateTimeOffset heard)
    {
        try
        {
            var found = new SkyFindings(sky, time);
            var devices = await conductor.Look(stop => found.All(asked.Within, stop)) ?? [SkyFindings.Busy];
            List<CheckItem> items = [.. devices, .. Safety(), await Journal()];
            var report = new ReadinessReported
            {
                CheckId = asked.CheckId, From = Senders.Dither, Asked = asked.Asked, Heard = heard, Answered = time.GetUtcNow(), Items = items,
            };
            await voice.Say(Addresses.Checks, report, WorthReading);
        }
        catch (Exception e)
        {
            NotSaid(log, e.Message);
        }
    }

    /// <summary>Rain before a night is no reason not to begin it: the night waits.</summary>
    private IEnumerable<CheckItem> Safety() => rig.Monitor is null ? [] :
    [
        shelter.Known switch
        {
            null => SkyFindings.Item("safety", CheckOutcome.Warning, $"{rig.Monitor.Name} has not said yet whether it is safe to be out."),
            { IsSafe: true } => SkyFindings.Item("safety", CheckOutcome.Good, "It is safe to be out."),
            { Reason: var reason } => SkyFindings.Item("safety", CheckOutcome.Warning, $"It is not safe to be out: {reason}. A night waits until it is."),
        },
    ];

    private async Task<CheckItem> Journal()
    {
        try
        {
            var moves = await store.ReadSoon(c => c.ExecuteScalar<int>("select count(*) from move"));
            return SkyFindings.Item("journal", CheckOutcome.Good, $"Its database answers; {moves} moves are kept.");
        }
        catch (LedgerException e)
        {
            return SkyFindings.Item("journal", CheckOutcome.Bad, $"Its database does not answer: {e.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was found before the night could not be told: {Reason}")]
    private static partial void NotSaid(ILogger log, string reason);
}
