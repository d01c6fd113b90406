namespace Sync.Devices.Simulated;

/// <summary>What a simulated mount is like.</summary>
public sealed record SimulatedMountOptions
{
    /// <summary>How far from where it believes the telescopes look, in a direction that the world's seed decides, until it is synced.</summary>
    public double PointingErrorArcminutes { get; init; }

    /// <summary>Whether it can be told where it looks.</summary>
    public bool Syncs { get; init; } = true;
}
