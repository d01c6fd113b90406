namespace Sync.CameraAgent.Solving;

/// <summary>How a camera's field lies, as it was solved last. Not kept: a process that has not solved does not know.</summary>
internal sealed class FieldAngle
{
    private volatile Known? known;

    /// <param name="targetId">that the telescopes looked at</param>
    /// <param name="angleDegrees">of the frame's top, from north through east; null where nobody knows any more</param>
    public void Is(Guid targetId, double? angleDegrees) => known = angleDegrees is { } degrees ? new(targetId, degrees) : null;

    /// <returns>null where that is not known for this target</returns>
    public double? Of(Guid targetId) => known is { } last && last.TargetId == targetId ? last.Degrees : null;

    private sealed record Known(Guid TargetId, double Degrees);
}
