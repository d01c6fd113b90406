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

    /// <summary><see cref="JournalState.Begun"/> or <see cref="JournalState.Ended"/>.</summary>
    public required string State { get; init; }

    /// <summary>The PrepareRound, for what is to be said after a restart; null of a slot that was over before it began.</summary>
    public string? Prepared { get; init; }

    /// <summary>Whole frames.</summary>
    public int Taken { get; init; }

    /// <summary>Of all exposures together, aborted ones included.</summary>
    public long OpenMilliseconds { get; init; }

    public string? Reason { get; init; }

    /// <summary>Whether it takes frames, and does not look for the focus or solve instead.</summary>
    public bool TakesFrames => Prepared is null || JsonSerializer.Deserialize<PrepareRound>(Prepared)!.Slot.Work.TakesFrames();

    public ShutterClosed ToShutterClosed() => new()
    {
        RoundId = Guid.Parse(RoundId),
        Epoch = Epoch,
        Camera = Camera,
        Frames = Taken,
        Open = TimeSpan.FromMilliseconds(OpenMilliseconds),
        Reason = Reason ?? (Taken == 0 && TakesFrames ? "The shutter did not open." : null),
    };

    /// <summary>The same, over; a reason is only kept where it took less than it was given.</summary>
    public SlotRow Over(string? reason) => this with { State = JournalState.Ended, Reason = reason };

    /// <summary>The same after another exposure.</summary>
    public SlotRow With(FrameRow frame) => this with
    {
        Taken = Taken + (frame.State == JournalState.Closed && frame.IsWhole ? 1 : 0),
        OpenMilliseconds = OpenMilliseconds + frame.OpenMilliseconds,
    };
}
