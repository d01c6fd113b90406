namespace Sync.Scheduler.Story;

/// <summary>A part of a night, from one instant to another, and what happened in it.</summary>
public sealed record Step
{
    /// <summary>What it is, for a person: "round 12", "slew", "esprit exposure".</summary>
    public required string Name { get; init; }

    public required StepKind Kind { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>Null while it goes on, or when nobody saw its end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>By names such as "round.number" and "exposure.seconds", in the order in which they are worth reading.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>What went wrong, in a sentence; null when nothing did.</summary>
    public string? Trouble { get; init; }

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>Names this step and no other of its night, whenever it is told.</summary>
    internal string Key { get; init; } = "";

    /// <summary>The value of a fact; null without it.</summary>
    internal object? Fact(string name) => Facts.FirstOrDefault(f => f.Name == name)?.Value;
}

/// <param name="Name">lower case, with dots, its unit last</param>
/// <param name="Value">text, a whole number, or a double</param>
public sealed record Fact(string Name, object Value);

/// <summary>What a step is.</summary>
public enum StepKind
{
    /// <summary>The whole of it.</summary>
    Night,

    /// <summary>The check at its beginning.</summary>
    Check,

    /// <summary>Something disturbed it from outside. An instant.</summary>
    Fault,

    /// <summary>Between two moves the sky was not as it should be: guiding was lost, or the mount parked by itself.</summary>
    Disturbance,

    /// <summary>The script had something done.</summary>
    Event,

    /// <summary>Nothing could be exposed.</summary>
    Wait,

    /// <summary>The rounds on one target, and what leads to them.</summary>
    Target,

    /// <summary>The sky moved.</summary>
    Move,

    /// <summary>The end of a move, in which guiding came to rest.</summary>
    Settle,

    /// <summary>All cameras together.</summary>
    Round,

    /// <summary>One camera in a round: its shutter was open, if it took a frame.</summary>
    Exposure,

    /// <summary>One camera in a round that looked for its focus.</summary>
    Focus,

    /// <summary>One camera in a round that found out how its field lies.</summary>
    Solve,

    /// <summary>From the closed shutter to the whole file. It may outlast its round.</summary>
    Download,

    /// <summary>From the whole file to the verdict. It may outlast its round, and the night.</summary>
    Verdict,
}
