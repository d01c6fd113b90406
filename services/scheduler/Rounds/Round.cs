using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger.Sagas;

namespace Sync.Scheduler.Rounds;

/// <summary>One round, as it is kept. Finished rows stay: they are the record of the night.</summary>
public sealed class Round : ISagaRow
{
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    public string CurrentState { get; set; } = "";

    public Guid NightId { get; set; }

    public int Number { get; set; }

    public int Epoch { get; set; }

    /// <summary>The epoch that began when the telescopes were last pointed.</summary>
    public int PointedEpoch { get; set; }

    public RoundTarget? Target { get; set; }

    public List<RoundCamera> Cameras { get; set; } = [];

    /// <summary>From the first shutter that opens until the last should have closed, slack included.</summary>
    public TimeSpan Window { get; set; }

    public TimeSpan Lease { get; set; }

    /// <summary>A camera whose first frame would not end by then is left out, for the mount must flip; null when it must not.</summary>
    public DateTimeOffset? Deadline { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? SkyReadyAt { get; set; }

    /// <summary>Of the pier, on which the telescopes are then; null where the mount does not tell.</summary>
    public SideOfPier? Side { get; set; }

    /// <summary>Since when it could open, but for dither, of which too little is heard; null where it is not so.</summary>
    public DateTimeOffset? UnpledgedSince { get; set; }

    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>When it opened, by the scheduler's monotonic clock: cameras that come later have what is left of the window.</summary>
    public MonotonicInstant? WindowFrom { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public Guid? PatienceToken { get; set; }

    public Guid? OverdueToken { get; set; }

    public Guid? LeaseToken { get; set; }

    internal IEnumerable<RoundCamera> In(CameraPhase phase) => Cameras.Where(c => c.Phase == phase);

    internal RoundCamera? Find(string camera) => Cameras.Find(c => c.Name == camera);

    internal bool AllClosed => !Cameras.Exists(c => c.HoldsTheSky);

    internal bool NobodyCan => Cameras.TrueForAll(c => c.Phase == CameraPhase.LeftOut);

    /// <summary>Takes a stamp. Stamps may overtake each other; only a newer one counts.</summary>
    internal void Heard(CameraReady ready, DateTimeOffset now)
    {
        if (ready.Epoch != Epoch || Find(ready.Camera) is not { Phase: CameraPhase.Asked or CameraPhase.Ready } camera || ready.StampNumber <= camera.StampNumber)
            return;
        camera.Phase = CameraPhase.Ready;
        camera.ReadyAt ??= now;
        (camera.Stamp, camera.StampNumber) = (ready.Stamp, ready.StampNumber);
    }

    /// <summary>Whose first frame would not end any more before the mount must flip.</summary>
    internal IEnumerable<RoundCamera> PastDeadline(DateTimeOffset now) =>
        Cameras.Where(c => c.Phase is CameraPhase.Asked or CameraPhase.Ready && now + c.Slot.Exposure > Deadline);

    internal void IsStill(SkyReady sky, DateTimeOffset now) => (SkyReadyAt, Side) = (SkyReadyAt ?? now, sky.Side);

    internal void LeaveOut(string camera, string reason)
    {
        if (Find(camera) is { Phase: CameraPhase.Asked or CameraPhase.Ready or CameraPhase.Late } late)
            (late.Phase, late.Reason, late.NeverReady) = (CameraPhase.LeftOut, reason, false);
    }

    /// <summary>Ends the hold of a camera. One that has none, because it was left out, says nothing new.</summary>
    /// <returns>whether it had one</returns>
    internal bool Heard(ShutterClosed closed)
    {
        if (closed.Epoch != Epoch || Find(closed.Camera) is not { HoldsTheSky: true } camera)
            return false;
        camera.Phase = closed.Frames > 0 || !camera.TakesFrames && closed.Reason is null ? CameraPhase.Taken : CameraPhase.Aborted;
        (camera.Frames, camera.FlatExposure, camera.Field, camera.Reason) = (closed.Frames, closed.FlatExposure, closed.Field, closed.Reason);
        return true;
    }

    /// <summary>How long a camera that opens now may go on taking frames.</summary>
    internal TimeSpan WindowOf(RoundCamera camera, DateTimeOffset now)
    {
        var left = camera.Until is { } until ? until - now : Window;
        return left > Window ? Window : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Until the window is over, negative afterwards; null before it opens, and where the machine was started again since.</summary>
    internal TimeSpan? WindowLeft(MonotonicInstant now) => WindowFrom is { } from ? Window - now.Since(from) : null;

    /// <summary>What is left of the open window for one camera; nothing where nobody knows.</summary>
    internal TimeSpan LeftFor(RoundCamera camera, DateTimeOffset now, MonotonicInstant instant)
    {
        var left = WindowLeft(instant) ?? TimeSpan.Zero;
        return camera.Until - now is { } sky && sky < left ? sky : left;
    }

    internal TimeSpan LeaseOf(RoundCamera camera) => camera.Lease ?? Lease;

    /// <summary>The instant to open without those that are late; null while the sky moves or nobody is ready.</summary>
    internal DateTimeOffset? OpensAt(RoundOptions limits, DateTimeOffset now)
    {
        if (SkyReadyAt is not { } sky)
            return null;
        var late = In(CameraPhase.Asked).Select(c => c.Worth).ToList();
        var ready = In(CameraPhase.Ready).Select(c => c.ReadyAt > sky ? c.ReadyAt.Value : sky).ToList();
        if (ready.Count == 0)
            return null;
        return late.Count == 0 ? now : Patience.Ends(ready, late, limits.PatienceAtMost);
    }

    /// <summary>When the machine was started again, nobody knows how much of a lease has passed: it is counted anew from here.</summary>
    internal void CountLeasesAnew(MonotonicInstant now)
    {
        foreach (var camera in In(CameraPhase.Open).Where(c => now.Since(c.GrantedAt!.Value) is null))
            camera.GrantedAt = now;
    }

    /// <summary>How long until every slot should have ended; nothing when the machine was started again since they began.</summary>
    internal TimeSpan SlotsRemaining(RoundOptions limits, MonotonicInstant now) => Cameras
        .Where(c => c.HoldsTheSky)
        .Select(c => now.Since(c.GrantedAt!.Value) is { } since ? (c.Window ?? Window) + limits.CloseWithin - since : TimeSpan.Zero)
        .DefaultIfEmpty(TimeSpan.Zero)
        .Max();

    /// <summary>How long the sky must still be held for the camera that holds it longest.</summary>
    internal TimeSpan LeaseRemaining(MonotonicInstant now) =>
        Cameras.Where(c => c.HoldsTheSky).Select(c => Rounds.Lease.Remaining(c.GrantedAt!.Value, now, LeaseOf(c))).DefaultIfEmpty(TimeSpan.Zero).Max();
}
