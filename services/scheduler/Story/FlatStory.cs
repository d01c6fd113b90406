using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Story;

/// <summary>Tells how a camera found out how long flats must be exposed.</summary>
internal static class FlatStory
{
    /// <param name="round">it was done in</param>
    /// <param name="camera">who did it</param>
    /// <param name="over">when the night was over; null while it goes on</param>
    public static Step Of(Round round, RoundCamera camera, DateTimeOffset? over)
    {
        var isOver = camera.Phase is CameraPhase.Taken or CameraPhase.LeftOut or CameraPhase.Aborted || over is not null;
        return new()
        {
            Key = $"flat {round.CorrelationId:N} {camera.Name}",
            Name = $"{camera.Name} metering",
            Kind = StepKind.Exposure,
            From = round.OpenedAt ?? round.StartedAt,
            Until = isOver ? round.ClosedAt ?? over : null,
            Facts =
            [
                new("camera.name", camera.Name),
                .. camera.Slot.Filter is { } filter ? [new Fact("filter.name", filter)] : Array.Empty<Fact>(),
                .. camera.FlatExposure is { } found ? [new Fact("exposure.seconds", found.TotalSeconds)] : Array.Empty<Fact>(),
                new("frame.kind", camera.Slot.Kind),
            ],
            Trouble = camera.FlatExposure is null ? camera.Reason : null,
        };
    }
}
