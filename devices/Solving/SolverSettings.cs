namespace Sync.Devices.Solving;

/// <summary>How frames are solved by a program.</summary>
internal sealed record SolverSettings
{
    /// <summary>A path, or a name that the system finds.</summary>
    public required string Program { get; init; }

    /// <summary>Folder of its index files or star database; null for where it looks for them itself.</summary>
    public string? Catalogue { get; init; }

    /// <summary>It looks first no farther than that from where the centre should be.</summary>
    public double RadiusDegrees { get; init; } = 10;

    /// <summary>Pixels may be larger or smaller by so much than the optics say.</summary>
    public double ScalePercent { get; init; } = 20;

    /// <summary>Whether it looks in the whole sky when that fails.</summary>
    public bool Blind { get; init; } = true;

    /// <summary>Of all that, by the real clock. Half of it is kept for the whole sky.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Pixels of a side that are made one before stars are looked for; null for what the program thinks right.</summary>
    public int? Downsample { get; init; }
}
