using Sync.Scheduler.Rounds;

namespace Sync.Host.Reports;

/// <summary>When each camera's shutter was open in each round.</summary>
internal sealed class Shutters
{
    /// <summary>Frames are recorded to the millisecond, rounds more finely.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    private readonly List<Opening> openings;
    private readonly List<Round> rounds;
    private readonly Dictionary<Round, List<Opening>> inRound;

    public Shutters(IEnumerable<Opening> nightsOpenings, IEnumerable<Round> nightsRounds)
    {
        rounds = [.. nightsRounds.Where(r => r.OpenedAt is not null).OrderBy(r => r.Number)];
        openings = [.. nightsOpenings];
        inRound = rounds.ToDictionary(r => r, Within);
    }

    /// <summary>From the first camera to the last one that began, round by round.</summary>
    public IEnumerable<TimeSpan> Skews => rounds
        .Select(r => In(r).GroupBy(o => o.Camera).Select(c => c.Min(o => o.From)).ToList())
        .Where(first => first.Count > 1)
        .Select(first => first.Max() - first.Min());

    /// <summary>From the last shutter that closed to the first that opened again, where nothing was waited for in between.</summary>
    public IEnumerable<TimeSpan> DeadTimes => rounds.Zip(rounds.Skip(1))
        .Where(pair => pair.Second.Number == pair.First.Number + 1 && pair.Second.StartedAt - pair.First.ClosedAt < TimeSpan.FromSeconds(1))
        .Select(pair => (Before: In(pair.First), After: In(pair.Second)))
        .Where(pair => pair.Before.Count > 0 && pair.After.Count > 0)
        .Select(pair => pair.After.Min(o => o.From) - pair.Before.Max(o => o.Until));

    /// <summary>From the first shutter that opened to the last that closed.</summary>
    public TimeSpan Whole => openings.Count == 0 ? TimeSpan.Zero : openings.Max(o => o.Until) - openings.Min(o => o.From);

    public TimeSpan Open(string camera) => Sum(openings.Where(o => o.Camera == camera));

    /// <summary>The part of a time for which a shutter was open, the mean of these cameras; 0 to 1.</summary>
    public double OpenFraction(IReadOnlyCollection<string> cameras, TimeSpan of) =>
        of == TimeSpan.Zero ? 0 : Math.Round(cameras.Sum(c => Open(c).TotalSeconds) / cameras.Count / of.TotalSeconds, 4);

    /// <summary>How long a camera had its shutter closed while another of the same round had it open.</summary>
    public TimeSpan Waiting(string camera) => rounds.Select(In)
        .Where(o => o.Exists(x => x.Camera == camera))
        .Aggregate(TimeSpan.Zero, (sum, o) => sum + (o.Max(x => x.Until) - o.Min(x => x.From)) - Sum(o.FindAll(x => x.Camera == camera)));

    private static TimeSpan Sum(IEnumerable<Opening> openings) => openings.Aggregate(TimeSpan.Zero, (sum, o) => sum + o.Length);

    private List<Opening> In(Round round) => inRound[round];

    private List<Opening> Within(Round round) =>
        openings.FindAll(o => o.From >= round.OpenedAt - Grain && o.From <= (round.ClosedAt ?? DateTimeOffset.MaxValue));
}
