namespace Sync.Script;

/// <summary>A step for which a camera opens its shutter, under a hold like any other.</summary>
public abstract record ShutterStep : ScriptStep
{
    public override bool IsOfCamera => true;

    public override bool OpensShutter => true;
}

/// <summary>Look for the focus. A camera without a focuser has nothing to do in it.</summary>
/// <param name="Filter">null for the first in the camera's wheel</param>
public sealed record AutofocusStep(string? Filter) : ShutterStep
{
    public override string Verb => "autofocus";
}

/// <summary>Take darks: of each exposure, gain and offset so many.</summary>
/// <param name="Exposures">of one frame each</param>
/// <param name="Count">of each kind</param>
/// <param name="Gains">null in it for the camera's own</param>
/// <param name="Offsets">null in it for the camera's own</param>
/// <param name="Binning">square</param>
public sealed record DarksStep(IReadOnlyList<TimeSpan> Exposures, int Count, IReadOnlyList<int?> Gains, IReadOnlyList<int?> Offsets, int Binning) : ShutterStep
{
    public override string Verb => "darks";

    public override bool NeedsCover => true;
}

/// <summary>Take flats, through one filter after the other.</summary>
/// <param name="Filters">those of them that a camera has; empty for all that it has</param>
public sealed record FlatsStep(IReadOnlyList<string> Filters) : ShutterStep
{
    public override string Verb => "flats";

    public override bool NeedsCover => PanelPercent is not null;

    /// <summary>Through each filter.</summary>
    public int Count { get; init; } = 20;

    /// <summary>Wanted of the median of their pixels.</summary>
    public int Adu { get; init; } = 30000;

    /// <summary>How far the median may be from that, in hundredths of it.</summary>
    public double TolerancePercent { get; init; } = 10;

    public TimeSpan Shortest { get; init; } = TimeSpan.FromSeconds(0.1);

    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Of the cover's panel, 1 to 100; null for flats of the sky.</summary>
    public int? PanelPercent { get; init; }

    /// <summary>Null for the camera's own.</summary>
    public int? Gain { get; init; }

    /// <summary>Null for the camera's own.</summary>
    public int? Offset { get; init; }

    /// <summary>Square.</summary>
    public int Binning { get; init; } = 1;
}
