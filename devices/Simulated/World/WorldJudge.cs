namespace Sync.Devices.Simulated.World;

/// <summary>Judges a night by what physically happened. Pure: records in, verdict out.</summary>
public static class WorldJudge
{
    /// <param name="records">of all devices, each device's in the order of time</param>
    /// <param name="holds">all that were granted; null when holds are not to be judged</param>
    public static Verdict Judge(IReadOnlyCollection<TruthRecord> records, IReadOnlyCollection<Hold>? holds)
    {
        var byDevice = records.GroupBy(r => r.Device).ToList();
        var openings = byDevice.SelectMany(device => Openings(device.ToList())).ToList();
        var moves = byDevice.SelectMany(device => Moves(device.ToList())).OrderBy(m => m.Began).ToList();
        var violations = OpenDuringMoves(openings, moves);
        if (holds is not null)
            violations = violations.Concat(OutsideHolds(openings, holds));
        return new(
            [.. violations.OrderBy(v => v.Opened).ThenBy(v => v.Camera, StringComparer.Ordinal)],
            [.. openings.GroupBy(o => o.Camera).OrderBy(c => c.Key, StringComparer.Ordinal).Select(Summary)]);
    }

    /// <summary>A shutter without a recorded close was left to itself: the hardware closed it when its length was over.</summary>
    private static IEnumerable<Opening> Openings(List<TruthRecord> records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i] is not ShutterOpened opened)
                continue;
            var end = records.Skip(i + 1).FirstOrDefault(r => r is ShutterOpened or ShutterClosed) as ShutterClosed;
            yield return new(opened.Device, opened.At, end?.At ?? opened.At.AddSeconds(opened.PlannedSeconds), end?.Aborted ?? false);
        }
    }

    private static IEnumerable<Motion> Moves(List<TruthRecord> records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i] is not MoveBegan began)
                continue;
            var end = records.Skip(i + 1).FirstOrDefault(r => r is MoveBegan or MoveEnded) as MoveEnded;
            yield return new(began.Device, began.Move, began.At, end?.At ?? began.At.AddSeconds(began.PlannedSeconds));
        }
    }

    private static IEnumerable<Violation> OpenDuringMoves(List<Opening> openings, List<Motion> moves)
    {
        foreach (var open in openings)
        {
            foreach (var move in moves)
            {
                if (move.Began >= open.Closed)
                    break;
                if (open.Opened < move.Settled)
                    yield return new(ViolationKind.OpenDuringMove, open.Camera, open.Opened, open.Closed, move.Device, move.Move, move.Began, move.Settled);
            }
        }
    }

    private static IEnumerable<Violation> OutsideHolds(List<Opening> openings, IReadOnlyCollection<Hold> holds)
    {
        var byCamera = holds.ToLookup(h => h.Camera);
        foreach (var open in openings)
        {
            var its = byCamera[open.Camera].Where(h => h.From <= open.Opened && open.Opened < h.Until).ToList();
            if (its.Count == 0)
                yield return new(ViolationKind.OpenedOutsideHolds, open.Camera, open.Opened, open.Closed, null, null, null, null);
            else if (its.Max(h => h.Until) is var until && until < open.Closed)
                yield return new(ViolationKind.OpenPastHold, open.Camera, open.Opened, open.Closed, null, null, null, until);
        }
    }

    private static CameraRecord Summary(IGrouping<string, Opening> camera) =>
        new(camera.Key, camera.Count(), camera.Count(o => o.Aborted), camera.Sum(o => (o.Closed - o.Opened).TotalSeconds));

    private readonly record struct Opening(string Camera, DateTimeOffset Opened, DateTimeOffset Closed, bool Aborted);

    private readonly record struct Motion(string Device, string Move, DateTimeOffset Began, DateTimeOffset Settled);
}
