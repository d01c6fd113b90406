using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Rounds;

/// <summary>How long rounds are, and how long they wait for whom. Settings under "Rounds".</summary>
public sealed class RoundOptions
{
    /// <summary>"strict": each camera takes one frame. "loose": they go on while the lead exposes. "packed": as long as gives the most open-shutter time.</summary>
    public string Mode { get; init; } = "strict";

    /// <summary>The camera whose exposure is the length of a loose round; null for the one with the longest.</summary>
    public string? Lead { get; init; }

    /// <summary>Longest time between two gaps in packed mode; a single exposure may be longer.</summary>
    public TimeSpan WindowAtMost { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How much later than foreseen further exposures may end, where cameras are read out more slowly than before.</summary>
    public TimeSpan WindowSlack { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a gap between two rounds is reckoned with in packed mode: dither and settling.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>No camera is waited for longer than this, whatever its slot is worth.</summary>
    public TimeSpan PatienceAtMost { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// "cost": a frame that goes on beyond its round's window is aborted when all that wait for it would lose more than it has. "half":
    /// when less than half of it is done. "never": it is waited for.
    /// </summary>
    public string LateFrames { get; init; } = "cost";

    /// <summary>A shutter that is not closed so long after the end of its slot is missing.</summary>
    public TimeSpan CloseWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a lease is longer than the window: time to take a stamp, to send it, and to start.</summary>
    public TimeSpan LeaseAllowance { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the planner; the settings must be without errors.</summary>
    internal Pacing Pacing => new(Enum.Parse<RoundMode>(Mode, ignoreCase: true), string.IsNullOrWhiteSpace(Lead) ? null : Lead, WindowAtMost, Gap);

    /// <inheritdoc cref="Pacing"/>
    internal LateFrames Late => Enum.Parse<LateFrames>(LateFrames, ignoreCase: true);

    /// <summary>What is granted to a camera at most; with several frames a round may end later than foreseen.</summary>
    internal TimeSpan LeaseOf(TimeSpan window, bool severalFrames) => window + (severalFrames ? WindowSlack : TimeSpan.Zero) + LeaseAllowance;

    /// <summary>Why the lead can't be one; null when it can.</summary>
    /// <param name="cameras">of the rig</param>
    public string? WrongLead(IReadOnlyCollection<string> cameras) => string.IsNullOrWhiteSpace(Lead) || cameras.Contains(Lead)
        ? null
        : $"Rounds:Lead is {Lead}; allowed are the cameras of the rig: {string.Join(", ", cameras)}.";

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (!Enum.GetNames<RoundMode>().Contains(Mode, StringComparer.OrdinalIgnoreCase))
            yield return $"Rounds:Mode is {Mode}; allowed are strict, loose and packed.";
        if (WindowAtMost <= TimeSpan.Zero || WindowAtMost > TimeSpan.FromHours(6))
            yield return $"Rounds:WindowAtMost is {WindowAtMost}; allowed is more than 0 up to 6 hours.";
        if (WindowSlack < TimeSpan.Zero || WindowSlack > TimeSpan.FromMinutes(5))
            yield return $"Rounds:WindowSlack is {WindowSlack}; allowed is 0 to 5 minutes.";
        if (Gap < TimeSpan.Zero || Gap > TimeSpan.FromHours(1))
            yield return $"Rounds:Gap is {Gap}; allowed is 0 to 1 hour.";
        if (PatienceAtMost <= TimeSpan.Zero)
            yield return $"Rounds:PatienceAtMost is {PatienceAtMost}; it must be longer than zero.";
        if (!Enum.GetNames<LateFrames>().Contains(LateFrames, StringComparer.OrdinalIgnoreCase))
            yield return $"Rounds:LateFrames is {LateFrames}; allowed are cost, half and never.";
        if (CloseWithin <= TimeSpan.Zero)
            yield return $"Rounds:CloseWithin is {CloseWithin}; it must be longer than zero.";
        if (LeaseAllowance <= CloseWithin)
            yield return $"Rounds:LeaseAllowance is {LeaseAllowance}; it must be longer than Rounds:CloseWithin, which is {CloseWithin}.";
    }
}
