namespace Sync.Host.Faults;

/// <summary>Something that goes wrong in a rehearsed night.</summary>
/// <param name="At">when it begins</param>
/// <param name="Who">a role, a device, "broker" or "weather"</param>
/// <param name="What">in words</param>
internal sealed record Fault(DateTimeOffset At, string Who, string What)
{
    internal FaultKind Kind { get; init; }

    /// <summary>From then until all is well again.</summary>
    internal TimeSpan Lasts { get; init; }

    /// <summary>Of a death in a commit: which one from then on.</summary>
    internal int Commit { get; init; }

    internal DateTimeOffset Until => At + Lasts;
}

internal enum FaultKind
{
    /// <summary>A role ends between two pieces of work.</summary>
    Dies,

    /// <summary>A role ends where it is about to commit.</summary>
    DiesBeforeCommit,

    /// <summary>A role ends when it has committed, and nothing has come of it yet.</summary>
    DiesAfterCommit,

    /// <summary>A role can't reach the broker, nor the broker it.</summary>
    CutOff,

    /// <summary>The broker ends. It keeps what must not be lost, and gives out again what had not been acknowledged.</summary>
    BrokerDies,

    /// <summary>What is sent to a role comes late, each message by its own time: they overtake each other.</summary>
    Late,

    /// <summary>What is sent to a role comes twice.</summary>
    Twice,

    /// <summary>What may be lost of what is sent to a role is lost.</summary>
    Lossy,

    /// <summary>A device refuses.</summary>
    Refuses,

    /// <summary>A device says nothing.</summary>
    Silent,

    /// <summary>It is not safe to be out.</summary>
    Unsafe,

    /// <summary>The scheduler is dead, or dither is cut off, for longer than dither's watchdog waits.</summary>
    Gone,
}
