using Sync.Devices.Simulated.World;

namespace Sync.Benchmarks.Rounds;

/// <summary>What lies between two rounds, by the devices' own records.</summary>
/// <param name="LastReadOut">when the last frame of the first round had come</param>
/// <param name="FirstOpened">the first shutter of the second round</param>
/// <param name="LastOpened">the last shutter of the second round</param>
/// <param name="Moved">how long the sky moved after the last frame had come</param>
internal sealed record RoundGap(DateTimeOffset LastReadOut, DateTimeOffset FirstOpened, DateTimeOffset LastOpened, TimeSpan Moved)
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    /// <summary>From the last frame to the last shutter, less the move.</summary>
    public TimeSpan Dead => LastOpened - LastReadOut - Moved;

    /// <summary>From the first shutter to the last.</summary>
    public TimeSpan Skew => LastOpened - FirstOpened;

    /// <summary>Of all pairs of rounds that all cameras took part in, and between which no move failed.</summary>
    /// <param name="truth">of all devices</param>
    /// <param name="cameras">of the rig</param>
    public static IReadOnlyList<RoundGap> All(IReadOnlyList<TruthRecord> truth, int cameras)
    {
        var rounds = Rounds(truth);
        var readOut = truth.OfType<FrameReadOut>().ToDictionary(r => (r.Device, r.Number), r => r.At);
        return [.. rounds.Zip(rounds.Skip(1))
            .Where(pair => pair.First.Count == cameras && pair.Second.Count == cameras && pair.First.TrueForAll(o => readOut.ContainsKey((o.Device, o.Number))))
            .Select(pair => Between(pair.First.Max(o => o.At), pair.First.Max(o => readOut[(o.Device, o.Number)]), pair.Second, truth))
            .OfType<RoundGap>()];
    }

    /// <summary>Exposures are alike, so shutters that open together belong together.</summary>
    private static List<List<ShutterOpened>> Rounds(IReadOnlyList<TruthRecord> truth)
    {
        List<List<ShutterOpened>> rounds = [];
        foreach (var opened in truth.OfType<ShutterOpened>().OrderBy(o => o.At))
        {
            if (rounds.Count == 0 || opened.At - rounds[^1][0].At > Apart)
                rounds.Add([]);
            rounds[^1].Add(opened);
        }
        return rounds;
    }

    private static RoundGap? Between(DateTimeOffset before, DateTimeOffset readOut, List<ShutterOpened> next, IReadOnlyList<TruthRecord> truth)
    {
        var (first, last) = (next.Min(o => o.At), next.Max(o => o.At));
        var moves = truth.OfType<MoveBegan>().Where(m => m.At > before && m.At < first).ToList();
        if (moves.Count == 0)
            return new(readOut, first, last, TimeSpan.Zero);
        var (began, ended) = (moves[0].At, truth.OfType<MoveEnded>().Where(m => m.At >= moves[0].At).Min(m => m.At));
        var moved = ended - (began > readOut ? began : readOut);
        return moves.Count > 1 ? null : new(readOut, first, last, moved > TimeSpan.Zero ? moved : TimeSpan.Zero);
    }
}
