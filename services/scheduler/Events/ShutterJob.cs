using Sync.Contracts;

namespace Sync.Scheduler.Events;

/// <summary>Frames of one kind that a camera takes for the script, or its run through focus; as much of it as is left.</summary>
public sealed record ShutterJob
{
    /// <summary>No round of the script is longer, but for a single exposure: a camera that dies holds up the others no longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Flats of the sky are measured out anew so often, for it grows brighter or darker.</summary>
    private static readonly TimeSpan SkyLasts = TimeSpan.FromMinutes(1);

    /// <summary>Where the camera has not told how long it is read out.</summary>
    private static readonly TimeSpan UsualReadout = TimeSpan.FromSeconds(10);

    public required SlotWork Work { get; init; }

    /// <summary>Null without a wheel, and where any will do.</summary>
    public string? Filter { get; init; }

    /// <summary>Of one frame, or of all that takes none; null of flats until it has been found.</summary>
    public TimeSpan? Exposure { get; init; }

    /// <summary>How many are left to be taken.</summary>
    public int Frames { get; init; } = 1;

    public int? Gain { get; init; }

    public int? Offset { get; init; }

    public int Binning { get; init; } = 1;

    /// <summary>Null for flats of the sky, and for all else.</summary>
    public int? PanelPercent { get; init; }

    /// <summary>What flats are to be like; null for all else.</summary>
    public FlatLevel? Level { get; init; }

    /// <summary>What it is called in a sentence.</summary>
    internal string Name => (Work, Filter) switch
    {
        (SlotWork.Focus, _) => "autofocus",
        (SlotWork.Dark, _) => FormattableString.Invariant($"darks of {Exposure!.Value.TotalSeconds:0.###} s"),
        (_, null) => "flats",
        var (_, filter) => $"flats through {filter}",
    };

    /// <summary>At most how long all of it takes.</summary>
    internal TimeSpan Length => Level is { } level
        ? Metering(level) + (Frames * (level.Longest + UsualReadout))
        : (Frames * Exposure!.Value) + ((Frames - 1) * UsualReadout);

    /// <summary>What the camera does next of it, and how long that takes.</summary>
    /// <param name="readout">as the camera has told; null where it has not</param>
    internal (Slot Slot, TimeSpan Window) Next(TimeSpan? readout)
    {
        if (Exposure is not { } exposure)
            return (Slot(SlotWork.MeterFlat, Metering(Level!), 1), Metering(Level!));
        var gap = readout ?? UsualReadout;
        var most = Level is not null && PanelPercent is null ? SkyLasts : Longest;
        var frames = Math.Clamp((int)((most + gap) / (exposure + gap)), 1, Frames);
        return (Slot(Work, exposure, frames), (frames * exposure) + ((frames - 1) * gap));
    }

    private static TimeSpan Metering(FlatLevel level)
    {
        var all = 10 * (level.Longest + UsualReadout);
        return all < Longest ? all : level.Longest + UsualReadout > Longest ? level.Longest + UsualReadout : Longest;
    }

    private Slot Slot(SlotWork work, TimeSpan exposure, int frames) => new()
    {
        PlanId = Guid.Empty,
        Kind = Name,
        Work = work,
        Filter = Filter,
        Exposure = exposure,
        Frames = frames,
        Gain = Gain,
        Offset = Offset,
        Binning = Binning,
        ReadoutMode = null,
        PanelPercent = PanelPercent,
        Level = work == SlotWork.MeterFlat ? Level : null,
    };
}
