namespace Sync.CameraAgent.Focusing;

/// <summary>How cameras focus, and when they want to. Settings under "Focus"; the rig's file may say otherwise of each focuser.</summary>
public sealed class FocusOptions
{
    /// <summary>Of each frame of a run through focus.</summary>
    public TimeSpan Exposure { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Between two points of a run, focuser steps.</summary>
    public int StepSize { get; init; } = 50;

    /// <summary>Points on each side of focus.</summary>
    public int PointsEachSide { get; init; } = 4;

    /// <summary>A curve that explains less of the spread of the measured radii is none; 0 to 1.</summary>
    public double RSquaredLimit { get; init; } = 0.7;

    /// <summary>Whether it is due at the beginning of each night, as long as no run has found it since noon.</summary>
    public bool AtStart { get; init; } = true;

    /// <summary>Due after so many frames; 0 for never.</summary>
    public int EveryFrames { get; init; }

    /// <summary>Due after so long; 0 for never.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>Due when the focuser's temperature has changed by so many °C; 0 for never.</summary>
    public double EveryDegrees { get; init; } = 1.5;

    /// <summary>Due when stars have grown by so much, percent; 0 for never.</summary>
    public double HfrGrowthPercent { get; init; } = 20;

    /// <summary>Due behind another filter, where no offsets of both are known.</summary>
    public bool EveryFilter { get; init; }

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (Exposure <= TimeSpan.Zero || Exposure > TimeSpan.FromMinutes(1))
            yield return $"Focus:Exposure is {Exposure}; allowed is more than 0 up to 1 minute.";
        if (StepSize is < 1 or > 100_000)
            yield return $"Focus:StepSize is {StepSize}; allowed is 1 to 100000.";
        if (PointsEachSide is < 2 or > 20)
            yield return $"Focus:PointsEachSide is {PointsEachSide}; allowed is 2 to 20.";
        if (RSquaredLimit is not (>= 0 and < 1))
            yield return FormattableString.Invariant($"Focus:RSquaredLimit is {RSquaredLimit}; allowed is 0 to less than 1.");
        if (EveryFrames < 0)
            yield return $"Focus:EveryFrames is {EveryFrames}; it can't be negative.";
        if (Every < TimeSpan.Zero)
            yield return $"Focus:Every is {Every}; it can't be negative.";
        if (EveryDegrees is not (>= 0 and <= 100))
            yield return FormattableString.Invariant($"Focus:EveryDegrees is {EveryDegrees}; allowed is 0 to 100.");
        if (HfrGrowthPercent is not (>= 0 and <= 1000))
            yield return FormattableString.Invariant($"Focus:HfrGrowthPercent is {HfrGrowthPercent}; allowed is 0 to 1000.");
    }
}
