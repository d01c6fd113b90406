using Sync.Clock;
using Sync.Contracts;

namespace Sync.Scheduler.Rounds;

/// <summary>One camera in one round.</summary>
public sealed class RoundCamera
{
    public required string Name { get; init; }

    public required Slot Slot { get; init; }

    /// <summary>No further exposure may end later; null for no limit but the window.</summary>
    public DateTimeOffset? Until { get; init; }

    public CameraPhase Phase { get; set; }

    /// <summary>Whole frames, as it said when its shutter was closed for good; 0 before.</summary>
    public int Frames { get; set; }

    /// <summary>Why it took no frame, or fewer than it was given; null while it may, or did.</summary>
    public string? Reason { get; set; }

    public Guid Stamp { get; set; }

    public int StampNumber { get; set; }

    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>When its hold was sent, by the scheduler's monotonic clock; the lease cannot have begun later.</summary>
    public MonotonicInstant? GrantedAt { get; set; }

    internal bool Focuses => Slot.Work == SlotWork.Focus;

    internal bool HoldsTheSky => Phase == CameraPhase.Open;

    internal CameraOutcome Outcome => new()
    {
        Camera = Name,
        Frames = Frames,
        Reason = Reason,
        End = Phase switch
        {
            CameraPhase.Taken => SlotEnd.Taken,
            CameraPhase.Aborted => SlotEnd.Aborted,
            CameraPhase.Missing => SlotEnd.Missing,
            _ => SlotEnd.LeftOut,
        },
    };
}

/// <summary>Where a camera is in its round, in this order.</summary>
public enum CameraPhase
{
    Asked,
    Ready,
    LeftOut,
    Open,
    Taken,
    Aborted,
    Missing,
}
