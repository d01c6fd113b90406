using System.Text.Json;
using Sync.CameraAgent.Frames;
using Sync.Contracts;

namespace Sync.CameraAgent.Exposures;

/// <summary>What the journal knows of one exposure of a slot.</summary>
internal sealed record FrameRow
{
    public required string FrameId { get; init; }

    public required string Camera { get; init; }

    public required string RoundId { get; init; }

    /// <summary>One of <see cref="JournalState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The PrepareRound of its slot, which the journal keeps there.</summary>
    public required string Prepared { get; init; }

    public required string Path { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? OpenedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? ClosedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? SavedAt { get; init; }

    /// <summary>Of its stars; null before it is saved, and where nobody asks.</summary>
    public double? HfrPixels { get; init; }

    /// <summary>Why there is no frame; of one that was exposed, why it is not whole.</summary>
    public string? Reason { get; init; }

    /// <summary>Exposed for as long as it should have been, or not at all.</summary>
    public bool IsWhole => State is not (JournalState.Closed or JournalState.Saved) || Reason is null;

    public Guid Frame => Guid.Parse(FrameId);

    public DateTimeOffset Opened => DateTimeOffset.FromUnixTimeMilliseconds(OpenedAt!.Value);

    public DateTimeOffset Closed => DateTimeOffset.FromUnixTimeMilliseconds(ClosedAt!.Value);

    /// <summary>How long the shutter was open; 0 until it has closed in this process. The journal adds it to the slot's.</summary>
    public long OpenMilliseconds { get; init; }

    public PrepareRound Order => JsonSerializer.Deserialize<PrepareRound>(Prepared)!;

    /// <summary>The same with its file whole at that instant.</summary>
    public FrameRow SavedNow(DateTimeOffset now) => this with { State = JournalState.Saved, SavedAt = now.ToUnixTimeMilliseconds() };

    /// <summary>The same, ended early and kept; the name of its file says so.</summary>
    public FrameRow Cut(string reason) => this with { Reason = reason, Path = FrameNames.Aborted(Path) };

    public FrameLost ToFrameLost(string reason) =>
        new() { FrameId = Frame, RoundId = Guid.Parse(RoundId), Camera = Camera, Reason = reason };

    public FrameSaved ToFrameSaved()
    {
        var order = Order;
        return new FrameSaved
        {
            FrameId = Frame,
            RoundId = order.RoundId,
            NightId = order.NightId,
            Epoch = order.Epoch,
            Camera = Camera,
            PlanId = order.Slot.PlanId,
            Work = order.Slot.Work,
            Path = Path,
            Opened = Opened,
            Closed = Closed,
            Saved = DateTimeOffset.FromUnixTimeMilliseconds(SavedAt!.Value),
            Exposure = order.Slot.Exposure,
            Filter = order.Slot.Filter,
            Gain = order.Slot.Gain,
            Binning = order.Slot.Binning,
            AbortedBecause = Reason,
        };
    }
}
