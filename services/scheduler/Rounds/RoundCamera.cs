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

    /// <summary>Rounds in a row, before this one, in which it was waited for in vain.</summary>
    public int InVain { get; init; }

    public CameraPhase Phase { get; set; }

    /// <summary>Whole frames, as it said when its shutter was closed for good; 0 before.</summary>
    public int Frames { get; set; }

    /// <summary>How long flats are to be exposed, as it has found out; null otherwise.</summary>
    public TimeSpan? FlatExposure { get; set; }

    /// <summary>Where the middle of its field is, as it has found out; null otherwise.</summary>
    public SkyPlace? Field { get; set; }

    /// <summary>Why it took no frame, or fewer than it was given; null while it may, or did.</summary>
    public string? Reason { get; set; }

    public Guid Stamp { get; set; }

    public int StampNumber { get; set; }

    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>When its hold was sent, by the scheduler's monotonic clock; the lease cannot have begun later.</summary>
    public MonotonicInstant? GrantedAt { get; set; }

    /// <summary>As it was granted to a camera that came late; null for the round's own.</summary>
    public TimeSpan? Window { get; set; }

    /// <inheritdoc cref="Window"/>
    public TimeSpan? Lease { get; set; }

    /// <summary>Whether the others opened without having heard anything of it, and nothing was heard since.</summary>
    public bool NeverReady { get; set; }

    /// <summary>Whether it knows that it has no part in the round, or was never told of it.</summary>
    public bool Dismissed { get; set; }

    internal bool TakesFrames => Slot.Work.TakesFrames();

    /// <summary>What its slot is worth waiting for: half as much for each time that it was waited for in vain.</summary>
    internal TimeSpan Worth => Slot.Exposure * Slot.Frames / (1 << Math.Min(InVain, 20));

    /// <summary>Its agent may have been started again meanwhile: it counts its stamps anew.</summary>
    internal void AskAgain(CameraPhase phase) => (Phase, Reason, ReadyAt, StampNumber, NeverReady) = (phase, null, null, 0, phase == CameraPhase.Late);

    internal bool HoldsTheSky => Phase == CameraPhase.Open;

    internal CameraOutcome Outcome => new()
    {
        Camera = Name,
        Frames = Frames,
        FlatExposure = FlatExposure,
        Field = Field,
        Reason = Reason,
        NeverReady = NeverReady,
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

    /// <summary>The others have opened; it may still come while its exposure fits.</summary>
    Late,
    Open,
    Taken,
    Aborted,
    Missing,
}
