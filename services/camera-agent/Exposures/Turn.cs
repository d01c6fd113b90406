using Sync.CameraAgent.Holds;
using Sync.Clock;
using Sync.Contracts;

namespace Sync.CameraAgent.Exposures;

/// <summary>How far a camera has come in a round.</summary>
internal enum Step
{
    Wanted,
    Ready,
    Held,
    Over,
}

/// <summary>One camera's part in one round, from the request to prepare it until its shutter is closed for good.</summary>
internal sealed class Turn(PrepareRound order)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, MonotonicInstant> stamps = [];
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationTokenSource stopped = new();

    public PrepareRound Order => order;

    public Step Step { get; private set; }

    /// <summary>When it became ready; null where the camera can't tell.</summary>
    public double? SensorCelsius { get; private set; }

    /// <summary>Given with <see cref="Step.Held"/>.</summary>
    public Hold Hold { get; private set; }

    /// <summary>Given with the hold: how long further frames may be taken.</summary>
    public Window Window { get; private set; }

    /// <summary>Given with the hold: of the pier, on which the telescopes are; null where the mount does not tell.</summary>
    public SideOfPier? Side { get; private set; }

    /// <summary>As it was begun under the hold.</summary>
    public SlotRow? Slot { get; private set; }

    /// <summary>The first frame to take under the hold; null where it takes none.</summary>
    public FrameRow? Frame { get; private set; }

    /// <summary>Why the shutter is to be closed; null as long as it may be open.</summary>
    public string? EndReason { get; private set; }

    /// <summary>Cancelled when the shutter is to be closed.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>Cancelled when the shutter is to be closed and what was exposed is to be kept.</summary>
    public CancellationToken Stopped => stopped.Token;

    /// <summary>A new stamp, to be sent at once: the lease runs from <paramref name="now"/>.</summary>
    public CameraReady Stamp(MonotonicInstant now)
    {
        lock (gate)
        {
            var stamp = Guid.NewGuid();
            stamps.Add(stamp, now);
            return new CameraReady
            {
                RoundId = order.RoundId, Epoch = order.Epoch, Camera = order.Camera, Stamp = stamp, StampNumber = stamps.Count,
            };
        }
    }

    /// <param name="stamp">as it was returned</param>
    /// <param name="lease">as it was granted; the one that was prepared for is the longest</param>
    /// <returns>null when this turn never gave that stamp</returns>
    public Hold? HoldOf(Guid stamp, TimeSpan lease)
    {
        lock (gate)
            return stamps.TryGetValue(stamp, out var instant) ? new Hold(instant, lease < order.Lease ? lease : order.Lease) : null;
    }

    /// <summary>All is set up; the camera could open its shutter now.</summary>
    public void MakeReady(double? sensorCelsius)
    {
        lock (gate)
        {
            SensorCelsius = sensorCelsius;
            if (Step == Step.Wanted)
                Step = Step.Ready;
        }
    }

    public void Give(Hold hold, Window window, SideOfPier? side, SlotRow slot, FrameRow? frame)
    {
        lock (gate)
        {
            (Hold, Window, Side) = (hold, window, side);
            (Slot, Frame) = (slot, frame);
            Step = Step.Held;
        }
    }

    /// <summary>Closes the shutter, or keeps it closed. The first reason stays.</summary>
    /// <param name="reason">why</param>
    /// <param name="keepFrame">whether what is being exposed is to be kept where the camera is able to</param>
    public void End(string reason, bool keepFrame = false)
    {
        bool held;
        lock (gate)
        {
            EndReason ??= reason;
            held = Step == Step.Held;
            if (!held)
                Step = Step.Over;
        }
        (held && keepFrame ? stopped : ended).Cancel();
    }

    public void Finish()
    {
        lock (gate)
            Step = Step.Over;
    }
}
