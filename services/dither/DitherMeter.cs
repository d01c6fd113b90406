using System.Diagnostics.Metrics;
using Sync.Contracts;
using Sync.Dither.Moves;

namespace Sync.Dither;

/// <summary>What is measured of moves. Call it when the end of a move is in the journal, and each is counted once.</summary>
internal sealed class DitherMeter : IDisposable
{
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [1, 2, 4, 6, 8, 10, 12, 15, 20, 25, 30, 40, 60, 90, 120, 180, 300] };
    private static readonly InstrumentAdvice<double> Arcseconds = new() { HistogramBucketBoundaries = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 5, 10] };
    private readonly Meter meter = new("Sync.Dither");
    private readonly Counter<long> moves;
    private readonly Histogram<double> settling;
    private readonly Histogram<double> rms;

    public DitherMeter()
    {
        moves = meter.CreateCounter<long>("sync.moves", "{move}", "Moves by how they ended.");
        settling = meter.CreateHistogram("sync.dither.settle", "s", "How long guiding took to settle.", null, Seconds);
        rms = meter.CreateHistogram("sync.guiding.rms", "arcsec", "Guiding error while settling.", null, Arcseconds);
    }

    public Meter Meter => meter;

    public void Settled(Move move, SkySettled settled)
    {
        Ended(move, "settled");
        if (settled.Settling is { } took)
            settling.Record(took.TotalSeconds, Kind(move));
        if (settled.GuidingRmsArcseconds is { } error)
            rms.Record(error, Kind(move));
    }

    public void Failed(Move move) => Ended(move, "failed");

    public void Interrupted(Move move) => Ended(move, "interrupted");

    public void Dispose() => meter.Dispose();

    private void Ended(Move move, string outcome) => moves.Add(1, Kind(move), new KeyValuePair<string, object?>("move.outcome", outcome));

    private static KeyValuePair<string, object?> Kind(Move move) => new("move.kind", move.Name);
}
