using System.Collections.Concurrent;
using Dapper;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Checks;

/// <summary>Asks everybody who takes part in a night whether all is ready, and gathers what they find.</summary>
internal sealed partial class ReadinessCheck(
    ExpectedCameras cameras, CameraFleet fleet, Tonight tonight, SchedulerFindings own, Store store, Voice voice,
    CheckOptions options, TimeProvider time, ILogger<ReadinessCheck> log)
{
    private readonly ConcurrentDictionary<Guid, Gathering> underWay = new();

    /// <param name="checkId">names the check</param>
    /// <param name="ends">no exposure goes on beyond it; null when only the sky decides</param>
    /// <param name="cancel">the process ends</param>
    public async Task<CheckCompleted> Run(Guid checkId, DateTimeOffset? ends, CancellationToken cancel)
    {
        var gathering = underWay.GetOrAdd(checkId, _ => new(cameras.Names, time));
        tonight.Changed += gathering.Bell.Ring;
        try
        {
            await Gather(checkId, gathering, cancel);
        }
        finally
        {
            tonight.Changed -= gathering.Bell.Ring;
            underWay.TryRemove(checkId, out _);
        }
        var answers = gathering.Answers;
        List<CheckItem> items =
        [
            .. await own.All(ends),
            .. ClockItems.Of(answers),
            .. ComparesBroker ? ClockItems.OfBroker(answers) : [],
            .. answers.SelectMany(a => a.Items),
            .. gathering.Silent.Select(Silence),
        ];
        var bad = items.Exists(i => i.Outcome == CheckOutcome.Bad);
        return new() { CheckId = checkId, At = time.GetUtcNow(), Items = [.. Together(items)], IsReady = !bad };
    }

    public void Hear(Answer answer) => underWay.GetValueOrDefault(answer.Report.CheckId)?.Hear(answer);

    /// <summary>Simulated clocks have nothing to do with the broker's.</summary>
    private bool ComparesBroker => time == TimeProvider.System && voice.HasBroker;

    private async Task Gather(Guid checkId, Gathering gathering, CancellationToken cancel)
    {
        var newest = await Newest();
        var until = time.GetUtcNow() + options.AnswerWithin;
        while (gathering.Silent.Count > 0 && time.GetUtcNow() < until)
        {
            foreach (var (who, camera) in gathering.ToAsk(fleet.Heard.Select(c => c.Camera)))
            {
                await Ask(who, new()
                {
                    CheckId = checkId, Camera = camera, Asked = time.GetUtcNow(), Within = options.DevicesWithin, NewestFrame = camera is null ? newest : null,
                });
            }
            await gathering.Bell.Wait(until - time.GetUtcNow(), cancel);
        }
    }

    private async Task Ask(string who, CheckReadiness question)
    {
        try
        {
            await voice.Say(who, question, options.AnswerWithin);
        }
        catch (Exception e)
        {
            NotAsked(log, who, e.Message);
        }
    }

    private async Task<string?> Newest()
    {
        try
        {
            return await store.ReadSoon(c => c.QueryFirstOrDefault<string>(
                "select path from frame where night_id is not null and opened = (select max(opened) from frame where night_id is not null)"));
        }
        catch (LedgerException)
        {
            return null; // the scheduler's own findings say so
        }
    }

    private CheckItem Silence((string Who, bool Asked) silent) => new()
    {
        Where = Answer.WhereIs(silent.Who),
        Subject = "answer",
        Outcome = CheckOutcome.Bad,
        Finding = silent.Asked
            ? $"{Answer.WhereIs(silent.Who)} did not answer within {options.AnswerWithin.TotalSeconds:0} s: see that it runs."
            : $"{Answer.WhereIs(silent.Who)} was not heard of within {options.AnswerWithin.TotalSeconds:0} s: is its agent running?",
    };

    private static IEnumerable<CheckItem> Together(List<CheckItem> items)
    {
        var places = items.Select(i => i.Where).Distinct().ToList();
        return items.OrderBy(i => places.IndexOf(i.Where));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Who} could not be asked whether it is ready: {Reason}")]
    private static partial void NotAsked(ILogger log, string who, string reason);
}
