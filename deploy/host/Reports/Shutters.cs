using Sync.Devices.Simulated.World;
using Sync.Scheduler.Rounds;

namespace Sync.Host.Reports;

/// <summary>When each camera's shutter really was open in each round, by the record of the devices.</summary>
internal sealed class Shutters
{
    private readonly List<Opening> openings;
    private readonly List<Round> rounds;

    public Shutters(IReadOnlyList<TruthRecord> records, IEnumerable<Round> nightsRounds)
    {
        rounds = [.. nightsRounds.Where(r => r.OpenedAt is not null).OrderBy(r => r.Number)];
        openings = [.. records.GroupBy(r => r.Device).SelectMany(Openings)];
    }

    /// <summary>From the first to the last shutter that opened, round by round.</summary>
    public IEnumerable<TimeSpan> Skews => rounds.Select(In).Where(o => o.Count > 1).Select(o => o.Max(x => x.From) - o.Min(x => x.From));

    /// <summary>From the last shutter that closed to the first that opened again, where nothing was waited for in between.</summary>
    public IEnumerable<TimeSpan> DeadTimes => rounds.Zip(rounds.Skip(1))
        .Where(pair => pair.Second.Number == pair.First.Number + 1 && pair.Second.StartedAt - pair.First.ClosedAt < TimeSpan.FromSeconds(1))
        .Select(pair => (Before: In(pair.First), After: In(pair.Second)))
        .Where(pair => pair.Before.Count > 0 && pair.After.Count > 0)
        .Select(pair => pair.After.Min(o => o.From) - pair.Before.Max(o => o.Until));

    public TimeSpan Open(string camera) => openings.Where(o => o.Camera == camera).Aggregate(TimeSpan.Zero, (sum, o) => sum + o.Length);

    /// <summary>How long a camera had its shutter closed while another of the same round had it open.</summary>
    public TimeSpan Waiting(string camera) => rounds.Select(In)
        .Where(o => o.Exists(x => x.Camera == camera))
        .Aggregate(TimeSpan.Zero, (sum, o) => sum + (o.Max(x => x.Until) - o.Min(x => x.From)) - o.Find(x => x.Camera == camera)!.Length);

    private List<Opening> In(Round round) =>
        openings.FindAll(o => o.From >= round.OpenedAt && o.From <= (round.ClosedAt ?? DateTimeOffset.MaxValue));

    private static IEnumerable<Opening> Openings(IEnumerable<TruthRecord> records)
    {
        ShutterOpened? open = null;
        foreach (var record in records)
        {
            if (open is not null && record is ShutterOpened or ShutterClosed)
                yield return new Opening(open!.Device, open.At, record is ShutterClosed ? record.At : open.At.AddSeconds(open.PlannedSeconds));
            open = record switch
            {
                ShutterOpened opened => opened,
                ShutterClosed => null,
                _ => open,
            };
        }
        if (open is not null)
            yield return new Opening(open.Device, open.At, open.At.AddSeconds(open.PlannedSeconds));
    }

    private sealed record Opening(string Camera, DateTimeOffset From, DateTimeOffset Until)
    {
        public TimeSpan Length => Until - From;
    }
}
