using Sync.Ledger;
using Sync.Scheduler.Books;
using Sync.Scheduler.Requests;

namespace Sync.Scheduler.Events;

/// <summary>Who has come to which barrier. A program may come before the night does.</summary>
internal sealed class Barriers(Answers answers, BarrierDoor door)
{
    /// <summary>Whoever came so long ago has given up long since.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(12);

    public static void Came(Transaction t, ProgramArrived arrival)
    {
        t.Execute("delete from barrier_arrival where arrived < @limit or (barrier = @Barrier and program = @Program)", new
        {
            limit = t.Now - (long)Forgotten.TotalMilliseconds, arrival.Barrier, arrival.Program,
        });
        t.Execute(
            "insert into barrier_arrival (barrier, program, arrival_id, is_command, arrived) values (@Barrier, @Program, @id, @command, @now)",
            new { arrival.Barrier, arrival.Program, id = arrival.ArrivalId.Key(), command = arrival.IsCommand ? 1 : 0, now = t.Now });
    }

    /// <summary>The night is at the barrier: opens it when all have come.</summary>
    /// <param name="t">in which it opens</param>
    /// <param name="barrier">its name</param>
    /// <param name="programs">who is waited for; empty for the first that comes</param>
    public bool Opens(Transaction t, string barrier, IReadOnlyList<string> programs)
    {
        var here = Here(t, barrier);
        if (here.Count == 0 || programs.Except(here.Select(h => h.Program), StringComparer.Ordinal).Any())
            return false;
        Release(t, barrier, here, $"All have come to the barrier {barrier}.");
        return true;
    }

    /// <summary>Opens it though not all have come.</summary>
    /// <returns>who is absent, in a sentence</returns>
    public string GiveUp(Transaction t, string barrier, IReadOnlyList<string> programs)
    {
        var here = Here(t, barrier);
        var absent = programs.Except(here.Select(h => h.Program), StringComparer.Ordinal).ToList();
        var sentence = absent.Count == 0 ? $"Nobody came to {barrier} in time." : $"{string.Join(", ", absent)} did not come to {barrier} in time.";
        Release(t, barrier, here, $"The barrier {barrier} is open, though {sentence}");
        return sentence;
    }

    private static IReadOnlyList<Arrival> Here(Transaction t, string barrier) => t.Query<Arrival>(
        "select program as Program, arrival_id as ArrivalId, is_command as IsCommand from barrier_arrival where barrier = @barrier order by program", new { barrier });

    private void Release(Transaction t, string barrier, IReadOnlyList<Arrival> here, string sentence)
    {
        t.Execute("delete from barrier_arrival where barrier = @barrier", new { barrier });
        foreach (var arrival in here)
        {
            var id = Guid.ParseExact(arrival.ArrivalId, "N");
            if (arrival.IsCommand == 1)
                answers.Grant(t, id, sentence);
            else
                t.OnCommitted(() => door.Open(id, sentence));
        }
    }

    private sealed record Arrival
    {
        public required string Program { get; init; }

        public required string ArrivalId { get; init; }

        public required int IsCommand { get; init; }
    }
}
