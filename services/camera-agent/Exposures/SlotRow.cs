using System.Text.Json;
using Sync.Contracts;

namespace Sync.CameraAgent.Exposures;

/// <summary>What the journal knows of one camera in one round.</summary>
internal sealed record SlotRow
{
    public required string Camera { get; init; }

    public required string RoundId { get; init; }

    public string? NightId { get; init; }

    public required int Epoch { get; init; }

    /// <summary>One of <see cref="SlotState"/>.</summary>
    public required string State { get; init; }

    public string? FrameId { get; init; }

    /// <summary>The PrepareRound, for what is to be said after a restart.</summary>
    public string? Prepared { get; init; }

    public string? Path { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? OpenedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? ClosedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? SavedAt { get; init; }

    /// <summary>1 when the shutter closed on a whole frame.</summary>
    public int Taken { get; init; }

    public long OpenMilliseconds { get; init; }

    public string? Reason { get; init; }

    public Guid Frame => Guid.Parse(FrameId!);

    public DateTimeOffset Opened => DateTimeOffset.FromUnixTimeMilliseconds(OpenedAt!.Value);

    public DateTimeOffset Closed => DateTimeOffset.FromUnixTimeMilliseconds(ClosedAt!.Value);

    public PrepareRound Order => JsonSerializer.Deserialize<PrepareRound>(Prepared!)!;

    /// <summary>The same with its file whole at that instant.</summary>
    public SlotRow SavedNow(DateTimeOffset now) => this with { State = SlotState.Saved, SavedAt = now.ToUnixTimeMilliseconds(), Reason = null };

    public ShutterClosed ToShutterClosed() => new()
    {
        RoundId = Guid.Parse(RoundId),
        Epoch = Epoch,
        Camera = Camera,
        FrameTaken = Taken == 1,
        Open = TimeSpan.FromMilliseconds(OpenMilliseconds),
        Reason = Taken == 1 ? null : Reason ?? "The shutter did not open.",
    };

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
            Path = Path!,
            Opened = Opened,
            Closed = Closed,
            Saved = DateTimeOffset.FromUnixTimeMilliseconds(SavedAt!.Value),
            Exposure = order.Slot.Exposure,
            Filter = order.Slot.Filter,
            Gain = order.Slot.Gain,
            Binning = order.Slot.Binning,
        };
    }
}
