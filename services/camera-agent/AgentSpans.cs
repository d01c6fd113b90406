using System.Diagnostics;
using Sync.CameraAgent.Exposures;
using Sync.Contracts;

namespace Sync.CameraAgent;

/// <summary>
/// What an agent does in a round, in the round's trace. The hands work outside of any message, so each piece of work says
/// whose it is, also after a restart.
/// </summary>
internal static class AgentSpans
{
    private static readonly ActivitySource Source = new("Sync.CameraAgent");

    public static Activity? Of(PrepareRound order, string what, Guid? frameId = null) => OfRound(order.RoundId, order.Camera, what)?
        .SetTag("round.number", order.Number)
        .SetTag("filter.name", order.Slot.Filter)
        .SetTag("exposure.seconds", order.Slot.Exposure.TotalSeconds)
        .SetTag("frame.id", frameId?.ToString("N"))
        .Start();

    public static Activity? Of(FrameRow row, string what) => OfRound(Guid.Parse(row.RoundId), row.Camera, what)?
        .SetTag("frame.id", row.FrameId)
        .SetTag("frame.path", row.Path)
        .Start();

    public static Activity? Of(SlotRow row, string what) => OfRound(Guid.Parse(row.RoundId), row.Camera, what)?.Start();

    /// <summary>What a device is asked for within that work; null where it is not traced.</summary>
    public static Activity? Call(string what) => Activity.Current is { Recorded: true } ? Source.StartActivity(what, ActivityKind.Client) : null;

    /// <summary>It did not succeed.</summary>
    public static void Fail(this Activity? span, string? reason) => span?.SetStatus(ActivityStatusCode.Error, reason);

    /// <summary>With its tags before it starts: of a span whose process dies, nothing else is known.</summary>
    private static Activity? OfRound(Guid roundId, string camera, string what) => Source.HasListeners()
        ? Source.CreateActivity(what, ActivityKind.Internal, Traces.OfRound(roundId))?.SetTag("round.id", roundId.ToString("N")).SetTag("camera.name", camera)
        : null;
}
