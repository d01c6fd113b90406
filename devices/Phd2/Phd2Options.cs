namespace Sync.Devices.Phd2;

/// <summary>How PHD2 is used.</summary>
public sealed record Phd2Options
{
    /// <summary>The equipment profile to guide with; null for the one that is selected in PHD2.</summary>
    public string? Profile { get; init; }

    /// <summary>
    /// Whether PHD2 itself chooses where a dither goes, as far as was asked for. Otherwise its lock position is moved to where the dither
    /// shall go, which keeps a pattern within its bounds.
    /// </summary>
    public bool DithersByItself { get; init; }
}
