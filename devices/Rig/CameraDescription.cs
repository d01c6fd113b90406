namespace Sync.Devices.Rig;

/// <summary>A camera with the telescope before it.</summary>
public sealed record CameraDescription
{
    /// <summary>1 to 32 of a to z, 0 to 9 and -; unique in the rig.</summary>
    public required string Name { get; init; }

    /// <summary>What plans call this kind of camera; null for its name.</summary>
    public string? Profile { get; init; }

    /// <summary>simulated, indi or alpaca</summary>
    public required string Driver { get; init; }

    /// <summary>What its driver calls it; not for simulated ones.</summary>
    public string? Device { get; init; }

    /// <summary>Where its driver listens: host, or host:port.</summary>
    public string? Address { get; init; }

    public required double FocalLengthMillimetres { get; init; }

    public required double ApertureMillimetres { get; init; }

    /// <summary>Null leaves the cooler off.</summary>
    public double? CoolToCelsius { get; init; }

    /// <summary>Position angle of the frame's top, from north through east, where it is known; of a simulated camera that with its rotator at 0.</summary>
    public double? RotationDegrees { get; init; }

    /// <summary>Null when there is none.</summary>
    public WheelDescription? Wheel { get; init; }

    /// <summary>Null when there is none.</summary>
    public CoverDescription? Cover { get; init; }

    /// <summary>Null when there is none.</summary>
    public FocuserDescription? Focuser { get; init; }

    /// <summary>Null when there is none.</summary>
    public RotatorDescription? Rotator { get; init; }

    /// <summary>What tells by its frames where it looks, after each slew; null for nothing.</summary>
    public SolverDescription? Solver { get; init; }

    /// <summary>Whether it says after each slew how far the telescopes are from the target; where no camera does, the one with a solver and the longest focal length.</summary>
    public bool Centres { get; init; }

    /// <summary>For TELESCOP in the frame's header; null for the camera's name.</summary>
    public string? Telescope { get; init; }

    /// <summary>What a simulated camera has; null for the usual one. Others tell for themselves.</summary>
    public SensorDescription? Sensor { get; init; }

    /// <summary>The profile, or the name where there is none.</summary>
    public string ProfileOrName() => Profile ?? Name;

    /// <summary>The telescope, or the name where there is none.</summary>
    public string TelescopeOrName() => Telescope ?? Name;
}

public sealed record WheelDescription
{
    /// <summary>simulated, indi or alpaca</summary>
    public required string Driver { get; init; }

    /// <summary>What its driver calls it; not for simulated ones.</summary>
    public string? Device { get; init; }

    /// <summary>Where its driver listens: host, or host:port.</summary>
    public string? Address { get; init; }

    /// <summary>Names in the order of the slots; needed for a simulated wheel. Others tell their own; here they are only for a plan that connects nothing.</summary>
    public IReadOnlyList<string>? Filters { get; init; }
}

/// <summary>A cover, a panel of light, or both in one.</summary>
public sealed record CoverDescription
{
    /// <summary>simulated or alpaca</summary>
    public required string Driver { get; init; }

    /// <summary>What its driver calls it; not for simulated ones.</summary>
    public string? Device { get; init; }

    /// <summary>Where its driver listens: host, or host:port.</summary>
    public string? Address { get; init; }
}

public sealed record FocuserDescription
{
    /// <summary>simulated, indi or alpaca</summary>
    public required string Driver { get; init; }

    /// <summary>What its driver calls it; not for simulated ones.</summary>
    public string? Device { get; init; }

    /// <summary>Where its driver listens: host, or host:port.</summary>
    public string? Address { get; init; }

    /// <summary>Between two points of a run through focus, steps; null for the setting of all cameras, as for all that follows.</summary>
    public int? StepSize { get; init; }

    /// <summary>Of a run.</summary>
    public int? PointsEachSide { get; init; }

    /// <summary>Of each frame of a run.</summary>
    public double? ExposureSeconds { get; init; }

    /// <summary>Whether focus is due at the beginning of each night.</summary>
    public bool? AtStart { get; init; }

    /// <summary>Focus is due after so many frames; 0 for never.</summary>
    public int? EveryFrames { get; init; }

    /// <summary>Focus is due after so long; 0 for never.</summary>
    public double? EveryMinutes { get; init; }

    /// <summary>Focus is due when its temperature has changed by so much, °C; 0 for never.</summary>
    public double? EveryDegrees { get; init; }

    /// <summary>Focus is due when stars have grown by so much; 0 for never.</summary>
    public double? HfrGrowthPercent { get; init; }

    /// <summary>Whether focus is due behind another filter, where no offsets of both are known.</summary>
    public bool? EveryFilter { get; init; }

    /// <summary>Where focus is behind each filter, steps from any one place.</summary>
    public IReadOnlyDictionary<string, int>? FilterOffsets { get; init; }
}

public sealed record RotatorDescription
{
    /// <summary>simulated, indi or alpaca</summary>
    public required string Driver { get; init; }

    /// <summary>What its driver calls it; not for simulated ones.</summary>
    public string? Device { get; init; }

    /// <summary>Where its driver listens: host, or host:port.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the position angle gets smaller when its own marks say more.</summary>
    public bool Reversed { get; init; }
}

public sealed record SolverDescription
{
    /// <summary>simulated, for a simulated camera, or astrometry, or astap; what follows is for those two</summary>
    public required string Driver { get; init; }

    /// <summary>A path, or a name that the system finds; null for solve-field, or astap_cli.</summary>
    public string? Program { get; init; }

    /// <summary>Folder of its index files, or star database; null for where the program looks for them itself.</summary>
    public string? Catalogue { get; init; }

    /// <summary>How far from the target it looks first.</summary>
    public double RadiusDegrees { get; init; } = 10;

    /// <summary>By how much the scale may differ from what focal length and pixels say.</summary>
    public double ScalePercent { get; init; } = 20;

    /// <summary>Whether it looks in the whole sky when that fails.</summary>
    public bool Blind { get; init; } = true;

    /// <summary>For one frame; then the program is ended.</summary>
    public double LimitSeconds { get; init; } = 60;

    /// <summary>Pixels of a side that are made one before stars are looked for; null for what the program thinks right.</summary>
    public int? Downsample { get; init; }
}

public sealed record SensorDescription
{
    public int WidthPixels { get; init; } = 800;

    public int HeightPixels { get; init; } = 600;

    public double PixelMicrometres { get; init; } = 3.76;

    public double DownloadSeconds { get; init; } = 2;

    /// <summary>From the order to expose until the shutter is open; null for 3 to 50 ms, each time another.</summary>
    public double? OpeningSeconds { get; init; }

    /// <summary>RGGB, BGGR, GRBG or GBRG; null for a monochrome sensor.</summary>
    public string? BayerPattern { get; init; }
}
