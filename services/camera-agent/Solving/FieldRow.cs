using Sync.Contracts;

namespace Sync.CameraAgent.Solving;

/// <summary>How a camera's field lies, as it was solved last, or that it is being solved.</summary>
internal sealed record FieldRow
{
    /// <summary>By less a rotator may say something else without having been turned.</summary>
    private const double TurnedDegrees = 0.05;

    public required string Camera { get; init; }

    /// <summary>What the telescopes looked at.</summary>
    public required string TargetId { get; init; }

    /// <summary>Of the pier, on which they were; null where the mount does not tell.</summary>
    public string? Side { get; init; }

    /// <summary>Where the rotator stood; null without one.</summary>
    public double? RotatorDegrees { get; init; }

    /// <summary>Position angle of the frame's top, from north through east; null where nobody knows.</summary>
    public double? AngleDegrees { get; init; }

    /// <summary>The round in which it is being solved; null when it is not.</summary>
    public string? RoundId { get; init; }

    /// <summary>Milliseconds since 1970; when that began.</summary>
    public long? Began { get; init; }

    /// <summary>The same with the outcome of what was begun.</summary>
    public FieldRow Over(double? angleDegrees, double? rotatorDegrees) =>
        this with { AngleDegrees = angleDegrees, RotatorDegrees = rotatorDegrees, RoundId = null, Began = null };

    /// <summary>Whether what was solved is still true: it is not behind a flip, of another target, or when the rotator was turned.</summary>
    public bool Holds(Guid targetId, SideOfPier? side, double? rotatorDegrees) =>
        TargetId == targetId.ToString("N") && Side == side?.ToString()
        && (rotatorDegrees == RotatorDegrees || Math.Abs((rotatorDegrees - RotatorDegrees) ?? double.MaxValue) < TurnedDegrees);
}
