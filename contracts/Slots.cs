namespace Sync.Contracts;

/// <summary>What one camera does in one round.</summary>
public sealed record Slot
{
    /// <summary>The exposure plan that it serves; empty for what serves none.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The template's name: the kind of exposure.</summary>
    public required string Kind { get; init; }

    /// <summary>Name in this camera's wheel; null for a camera without one.</summary>
    public required string? Filter { get; init; }

    /// <summary>What the camera does under its hold.</summary>
    public SlotWork Work { get; init; } = SlotWork.Expose;

    /// <summary>How long the shutter is open for one frame; of a slot that takes none, how long all of it may take.</summary>
    public required TimeSpan Exposure { get; init; }

    /// <summary>How many frames it takes at most, one after the other under one hold; from 1.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Null for the camera's own.</summary>
    public required int? Gain { get; init; }

    /// <summary>Null for the camera's own.</summary>
    public required int? Offset { get; init; }

    /// <summary>Square, from 1.</summary>
    public required int Binning { get; init; }

    /// <summary>Null for the camera's own.</summary>
    public required int? ReadoutMode { get; init; }

    /// <summary>How bright the cover's panel is for flats, 1 to 100; null for flats of the sky, and for all else.</summary>
    public int? PanelPercent { get; init; }

    /// <summary>What flats are to be like, where their exposure is to be found; null otherwise.</summary>
    public FlatLevel? Level { get; init; }
}

/// <summary>What a flat is to be like.</summary>
public sealed record FlatLevel
{
    /// <summary>The median of its pixels, as they are read out.</summary>
    public required int Adu { get; init; }

    /// <summary>How far the median may be from that, in hundredths of it.</summary>
    public required double TolerancePercent { get; init; }

    /// <summary>It is not exposed for less.</summary>
    public required TimeSpan Shortest { get; init; }

    /// <summary>It is not exposed for more.</summary>
    public required TimeSpan Longest { get; init; }
}
