namespace Sync.CameraAgent.Solving;

/// <summary>How cameras find out how their fields lie, and how near to the wanted angle is enough. Settings under "Solve".</summary>
public sealed class SolveOptions
{
    /// <summary>Of each frame that is solved.</summary>
    public TimeSpan Exposure { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of those frames, square.</summary>
    public int Binning { get; init; } = 2;

    /// <summary>A field that lies so near to the wanted angle is not turned any more.</summary>
    public double ToleranceDegrees { get; init; } = 1;

    /// <summary>Frames in one slot at most; then the camera goes on with its field as it lies.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>Whether a field that is turned by half, as behind a flip, is as good: it shows the same.</summary>
    public bool Flipped { get; init; } = true;

    /// <summary>Of so many saved frames one is solved, to know how far the field has drifted; 0 for none. No camera waits for that.</summary>
    public int DriftEvery { get; init; } = 10;

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (Exposure <= TimeSpan.Zero || Exposure > TimeSpan.FromMinutes(1))
            yield return $"Solve:Exposure is {Exposure}; allowed is more than 0 up to 1 minute.";
        if (Binning is < 1 or > 4)
            yield return $"Solve:Binning is {Binning}; allowed is 1 to 4.";
        if (ToleranceDegrees is not (>= 0.01 and <= 45))
            yield return FormattableString.Invariant($"Solve:ToleranceDegrees is {ToleranceDegrees}; allowed is 0.01 to 45.");
        if (Tries is < 1 or > 50)
            yield return $"Solve:Tries is {Tries}; allowed is 1 to 50.";
        if (DriftEvery is < 0 or > 10_000)
            yield return $"Solve:DriftEvery is {DriftEvery}; allowed is 0 to 10000.";
    }
}
