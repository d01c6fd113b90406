using System.Diagnostics;

namespace Sync.Scheduler.Story;

/// <summary>A span that is told from what is kept, after it was over. Told again it is the same, with the same ids.</summary>
public sealed record ToldSpan
{
    public required ActivityTraceId TraceId { get; init; }

    public required ActivitySpanId SpanId { get; init; }

    /// <summary>Null of a root.</summary>
    public required ActivitySpanId? ParentId { get; init; }

    public required string Name { get; init; }

    /// <summary>By the clock of the night.</summary>
    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>What went wrong, in a sentence; null when nothing did.</summary>
    public required string? Error { get; init; }

    /// <summary>Text, whole numbers and doubles.</summary>
    public required IReadOnlyList<Fact> Attributes { get; init; }

    /// <summary>Where the same is told in another trace.</summary>
    public IReadOnlyList<ActivityContext> Links { get; init; } = [];
}
