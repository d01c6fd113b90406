using System.Collections.Concurrent;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Fleet;

namespace Sync.Scheduler.Nights;

/// <summary>What can be shown of the night now. Told of every change; keeps nothing that matters.</summary>
public sealed class Tonight(CameraFleet fleet)
{
    private readonly ConcurrentDictionary<string, ShutterOpened> openings = new();
    private readonly TaskCompletionSource<NightView> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised after each change; handlers must be quick.</summary>
    public event Action? Changed;

    /// <summary>Raised after each change of what is kept of the night: not when a heart beats. Handlers must be quick.</summary>
    public event Action? Progressed;

    /// <summary>Null before the first night of this process.</summary>
    public NightView? Night { get; private set; }

    /// <summary>What was found before this night; null until all have answered, and where a night goes on after a restart.</summary>
    public CheckCompleted? Check { get; private set; }

    public IReadOnlyList<CameraHeartbeat> Cameras => fleet.Heard;

    /// <summary>Ends with the first night that ends in this process.</summary>
    public Task<NightView> Ended => ended.Task;

    public ShutterOpened? LastOpening(string camera) => openings.GetValueOrDefault(camera);

    internal void Show(NightView night)
    {
        Night = night;
        Changed?.Invoke();
        Progressed?.Invoke();
        if (night.State == "Ended")
            ended.TrySetResult(night);
    }

    /// <summary>When what is written of it has committed.</summary>
    internal void Show(Transaction t, Night night, string? state = null)
    {
        var view = NightView.Of(night, state);
        t.OnCommitted(() => Show(view));
    }

    internal void Checked(CheckCompleted? check)
    {
        Check = check;
        Changed?.Invoke();
    }

    internal void CamerasChanged() => Changed?.Invoke();

    internal void FramesChanged()
    {
        Changed?.Invoke();
        Progressed?.Invoke();
    }

    internal void Opened(ShutterOpened opened)
    {
        openings[opened.Camera] = opened;
        Changed?.Invoke();
    }
}

/// <summary>A night at one instant.</summary>
public sealed record NightView
{
    public required Guid NightId { get; init; }

    /// <summary>"Waiting", "Paused", "Sheltered", "Moving", "Imaging", "Parking" or "Ended".</summary>
    public required string State { get; init; }

    public required int Rounds { get; init; }

    /// <summary>Moves ordered so far.</summary>
    public required int Moves { get; init; }

    public required int Dithers { get; init; }

    public required Guid? TargetId { get; init; }

    /// <summary>The present one, or the one before while nothing is exposed; null before the first.</summary>
    public required string? Target { get; init; }

    public required string? Project { get; init; }

    /// <summary>What each camera takes in the present round; empty between rounds.</summary>
    public required IReadOnlyList<NightSlot> Slots { get; init; }

    /// <summary>No exposure goes on beyond it; null when only the sky decides.</summary>
    public required DateTimeOffset? Ends { get; init; }

    /// <summary>What it waits for, or why it ended; while it images, what it is to end or pause for, or why its target is not centred. Null for none of these.</summary>
    public required string? Reason { get; init; }

    public required DateTimeOffset? WaitsUntil { get; init; }

    /// <param name="night">as it is kept</param>
    /// <param name="state">one that is not seen from what is under way</param>
    internal static NightView Of(Night night, string? state) => new()
    {
        NightId = night.CorrelationId,
        State = state ?? (night.MoveId is not null ? "Moving" : night.RoundId is not null ? "Imaging" : "Waiting"),
        Rounds = night.Rounds,
        Moves = night.Epoch,
        Dithers = night.Dithers.Values.Sum(),
        TargetId = night.TargetId,
        Target = night.TargetName,
        Project = night.Project,
        Slots = [.. night.UnderWay],
        Ends = night.Ends,
        Reason = night.EndReason ?? night.WaitReason ?? night.StopReason ?? night.UnsafeReason ?? night.PauseReason ?? night.Uncentred,
        WaitsUntil = night.WaitsUntil,
    };
}
