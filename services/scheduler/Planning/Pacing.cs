namespace Sync.Scheduler.Planning;

/// <summary>What sets the length of a round.</summary>
public enum RoundMode
{
    /// <summary>Each camera takes one frame; the longest sets the length.</summary>
    Strict,

    /// <summary>The lead takes one frame; the others go on as long as the next one, and its reading out, fit into that.</summary>
    Loose,

    /// <summary>The length that gives the most open-shutter time for each second, with the gap behind it.</summary>
    Packed,
}

/// <summary>How the rounds of a rig are measured out.</summary>
/// <param name="Mode">What sets their length.</param>
/// <param name="Lead">The camera that does in loose mode; null, or without a part in the round, for the one with the longest exposure.</param>
/// <param name="WindowAtMost">Longest time between two gaps in packed mode; a single exposure may be longer.</param>
/// <param name="Gap">Between two rounds: the move, or the last reading out.</param>
public sealed record Pacing(RoundMode Mode, string? Lead, TimeSpan WindowAtMost, TimeSpan Gap)
{
    /// <summary>One frame each.</summary>
    public static readonly Pacing Strict = new(RoundMode.Strict, null, TimeSpan.Zero, TimeSpan.Zero);
}
