using Sync.Clock;
using Sync.Contracts;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Watch;

/// <summary>
/// For how long dither moves nothing by itself. It answers every sign with a time that runs from when it heard the sign; here it is counted from
/// when the sign was sent, which was before. So a shutter that closes within it is closed when dither's watchdog parks, whatever the clocks
/// say and wherever messages are. Not kept: after a restart nothing has been answered yet.
/// </summary>
internal sealed class SkyPledge(TimeProvider time)
{
    private const int Remembered = 20;

    private readonly Lock gate = new();
    private readonly List<(Guid Stamp, MonotonicInstant At)> sent = [];
    private readonly HashSet<Guid> waiting = [];
    private (MonotonicInstant From, SignHeard Answer)? newest;

    /// <summary>Rings when a round waits for an answer.</summary>
    public Bell Wanted { get; } = new(time);

    public bool IsWanted
    {
        get
        {
            lock (gate)
                return waiting.Count > 0;
        }
    }

    /// <summary>A sign, to be sent at once.</summary>
    public Sign Next()
    {
        lock (gate)
        {
            if (sent.Count == Remembered)
                sent.RemoveAt(0);
            sent.Add((Guid.NewGuid(), MonotonicInstant.Now(time)));
            return new() { Stamp = sent[^1].Stamp };
        }
    }

    /// <summary>Takes an answer. Answers may overtake each other; only one to a newer sign counts.</summary>
    /// <returns>the rounds that have waited for it, and may open now</returns>
    public IReadOnlyList<Guid> Hear(SignHeard answer)
    {
        lock (gate)
        {
            var index = sent.FindIndex(s => s.Stamp == answer.Stamp);
            if (index < 0)
                return [];
            newest = (sent[index].At, answer);
            sent.RemoveRange(0, index + 1);
            if (answer.HasParked) // they would only ask again
                return [];
            List<Guid> rounds = [.. waiting];
            waiting.Clear();
            return rounds;
        }
    }

    /// <summary>Why no shutter may open under that lease now; null when it may.</summary>
    public string? Forbids(TimeSpan lease)
    {
        lock (gate)
        {
            if (newest is not var (from, answer))
                return "The dither service has not answered yet how long the mount stays where it is; see whether it runs.";
            if (answer.HasParked)
                return "The mount has parked itself, for the dither service had heard nothing of the scheduler; it must be pointed first.";
            var since = MonotonicInstant.Now(time).Since(from);
            return since + Whole(lease) <= answer.StaysFor - Lease.Margin(answer.StaysFor)
                ? null
                : $"The dither service was last heard {since?.TotalSeconds ?? 0:F0} s ago, and it may park the mount by itself; see whether it runs.";
        }
    }

    /// <summary>Why no answer can ever be enough for that lease; null when one can.</summary>
    public string? TooLong(TimeSpan lease)
    {
        lock (gate)
        {
            if (newest is not var (_, answer) || Whole(lease) <= answer.StaysFor - Lease.Margin(answer.StaysFor))
                return null;
            return $"Its round would need the sky for up to {Whole(lease).TotalMinutes:F1} min, and Watchdog:After of the dither service is {answer.StaysFor.TotalMinutes:0.#} min: "
                + "set that longer, or the exposures, Rounds:WindowAtMost, FocusSlots:Within, SolveSlots:Within or Rounds:LeaseAllowance shorter.";
        }
    }

    public void Want(Guid roundId)
    {
        lock (gate)
        {
            if (!waiting.Add(roundId))
                return;
        }
        Wanted.Ring();
    }

    private static TimeSpan Whole(TimeSpan lease) => lease + Lease.Margin(lease);
}
