namespace Sync.Scheduler.Planning;

/// <summary>So many frames of one kind, of one target.</summary>
public sealed record PlanToPlan
{
    public required Guid PlanId { get; init; }

    public required Kind Kind { get; init; }

    /// <summary>Instead of the template's, for every camera; null for the template's.</summary>
    public TimeSpan? ExposureOverride { get; init; }

    /// <summary>Frames wanted of all cameras together.</summary>
    public required int Desired { get; init; }

    /// <summary>Frames judged good, those from before an import included.</summary>
    public int Accepted { get; init; }

    /// <summary>Frames saved, not judged yet.</summary>
    public int Pending { get; init; }

    /// <summary>Frames that cameras are busy with.</summary>
    public int UnderWay { get; init; }

    /// <summary>Frames that may still be given to cameras.</summary>
    public int Remaining => Math.Max(0, Desired - Accepted - Pending - UnderWay);
}

/// <summary>A kind of exposure with a name: what a template says in general, and for the cameras of each profile.</summary>
/// <param name="Name">The template's name: "Lum", "Ha".</param>
/// <param name="Default">For cameras whose profile has no variant.</param>
/// <param name="Variants">By id and by name of a profile; the keys compare without case.</param>
public sealed record Kind(string Name, KindVariant Default, IReadOnlyDictionary<string, KindVariant> Variants)
{
    public KindVariant For(string profile) => Variants.GetValueOrDefault(profile, Default);
}

/// <summary>How the cameras of one profile take a kind of exposure.</summary>
public sealed record KindVariant
{
    /// <summary>Name in the wheel.</summary>
    public required string Filter { get; init; }

    public required TimeSpan Exposure { get; init; }

    /// <summary>Null for the camera's own.</summary>
    public int? Gain { get; init; }

    /// <summary>Null for the camera's own.</summary>
    public int? Offset { get; init; }

    /// <summary>Square, from 1.</summary>
    public int Binning { get; init; } = 1;

    /// <summary>Null for the camera's own.</summary>
    public int? ReadoutMode { get; init; }

    /// <summary>The brightest sky that it bears.</summary>
    public TwilightLevel Twilight { get; init; }

    /// <summary>So much later than dusk and earlier than dawn of that level; negative the other way round.</summary>
    public TimeSpan TwilightOffset { get; init; }

    /// <summary>Exposures through this filter between dithers, 0 for never; null for the project's.</summary>
    public int? DitherEvery { get; init; }

    /// <summary>Null when the moon doesn't matter.</summary>
    public MoonAvoidance? Moon { get; init; }
}

/// <summary>How bright the sky may be, named as in Target Scheduler by the twilight that begins there.</summary>
public enum TwilightLevel
{
    /// <summary>Sun below -18 degrees.</summary>
    Nighttime,

    /// <summary>Sun below -12 degrees.</summary>
    Astronomical,

    /// <summary>Sun below -6 degrees.</summary>
    Nautical,

    /// <summary>Sun set.</summary>
    Civil,
}
