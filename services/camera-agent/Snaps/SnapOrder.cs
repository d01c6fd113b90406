namespace Sync.CameraAgent.Snaps;

/// <summary>What a single frame is to be.</summary>
public sealed record SnapOrder
{
    /// <summary>How long the shutter is open.</summary>
    public required TimeSpan Exposure { get; init; }

    /// <summary>Name in the camera's wheel; null for what stands in the light path.</summary>
    public string? Filter { get; init; }

    /// <summary>Square, from 1.</summary>
    public int Binning { get; init; } = 1;

    /// <summary>Null for the camera's own.</summary>
    public int? Gain { get; init; }
}
