using System.Globalization;
using Sync.Contracts;

namespace Sync.Scheduler.Checks;

/// <summary>What the answers say of clocks. Those that agree share a line.</summary>
internal static class ClockItems
{
    public static IEnumerable<CheckItem> Of(IReadOnlyCollection<Answer> answers)
    {
        var clocks = answers.Select(a => (a.Where, a.Clock)).ToList();
        var good = clocks.FindAll(c => c.Clock.Outcome == CheckOutcome.Good);
        if (good.Count > 0)
        {
            var most = good.Max(c => c.Clock.Ahead.Duration());
            yield return Item("scheduler", "clocks", CheckOutcome.Good, string.Create(
                CultureInfo.InvariantCulture, $"Those of {string.Join(", ", good.Select(c => c.Where))} agree with the scheduler's within {Math.Ceiling(most.TotalSeconds * 100) / 100:0.00} s."));
        }
        foreach (var (where, clock) in clocks.Where(c => c.Clock.Outcome != CheckOutcome.Good))
            yield return Item(where, "clock", clock.Outcome, $"It is {clock}; have this machine's time set by NTP.");
    }

    /// <summary>By the stamp that the broker put on the answer that was the shortest on its way; nothing where there was no answer.</summary>
    public static IEnumerable<CheckItem> OfBroker(IReadOnlyCollection<Answer> answers)
    {
        if (answers.MinBy(a => a.Clock.Uncertainty.Duration()) is not { } quickest)
            yield break;
        if (quickest.Stamped is not { } stamped)
        {
            yield return Item("scheduler", "broker's clock", CheckOutcome.Good, "The broker stamps no messages, so its clock was not compared; nothing depends on it.");
            yield break;
        }
        // it was stamped on its way: at the earliest when it was sent
        var clock = ClockOffset.Of(quickest.Received - (2 * quickest.Clock.Uncertainty.Duration()), stamped, stamped, quickest.Received);
        var outcome = clock.Outcome == CheckOutcome.Bad ? CheckOutcome.Warning : clock.Outcome;
        yield return Item("scheduler", "broker's clock", outcome, outcome == CheckOutcome.Good ? $"It is {clock}." : $"It is {clock}; have the broker's machine set its time by NTP.");
    }

    private static CheckItem Item(string where, string subject, CheckOutcome outcome, string finding) =>
        new() { Where = where, Subject = subject, Outcome = outcome, Finding = finding };
}
