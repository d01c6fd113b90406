using Sync.Clock;
using Sync.Contracts;

namespace Sync.Scheduler.Checks;

/// <summary>One check while its answers come in.</summary>
/// <param name="cameras">those that the rig has</param>
/// <param name="time">the scheduler's clock</param>
internal sealed class Gathering(IReadOnlyList<string> cameras, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> asked = [];
    private readonly Dictionary<string, Answer> answers = [];

    /// <summary>Rings when an answer came.</summary>
    public Bell Bell { get; } = new(time);

    /// <summary>In the order of the rig.</summary>
    public IReadOnlyList<Answer> Answers
    {
        get
        {
            lock (gate)
                return [.. All.Where(answers.ContainsKey).Select(a => answers[a])];
        }
    }

    /// <summary>Those who have not answered, and whether they were asked.</summary>
    public IReadOnlyList<(string Who, bool Asked)> Silent
    {
        get
        {
            lock (gate)
                return [.. All.Where(a => !answers.ContainsKey(a)).Select(a => (a, asked.Contains(a)))];
        }
    }

    private IEnumerable<string> All => [Senders.Dither, Senders.Grader, .. cameras.Select(Senders.Camera)];

    /// <summary>Whom to ask now, each once: a camera only when it is heard, for nobody reads what is said to an agent that never ran.</summary>
    public IReadOnlyList<(string Who, string? Camera)> ToAsk(IEnumerable<string> heard)
    {
        IEnumerable<(string, string?)> there = [(Senders.Dither, null), (Senders.Grader, null), .. cameras.Intersect(heard).Select(c => (Senders.Camera(c), (string?)c))];
        lock (gate)
            return [.. there.Where(t => asked.Add(t.Item1))];
    }

    public void Hear(Answer answer)
    {
        lock (gate)
        {
            if (!All.Contains(answer.Report.From))
                return;
            answers[answer.Report.From] = answer;
        }
        Bell.Ring();
    }
}
