using System.Collections;
using System.Diagnostics;
using System.Globalization;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Sync.Host.Telemetry;

/// <summary>A span as a value: one that has begun, or one that is whole.</summary>
internal sealed record SpanRecord
{
    public required ActivityTraceId Trace { get; init; }

    public required ActivitySpanId Span { get; init; }

    /// <summary>Nothing for the root of a trace.</summary>
    public ActivitySpanId Parent { get; init; }

    /// <summary>Whether the parent is of another process.</summary>
    public bool ParentIsRemote { get; init; }

    public required string Name { get; init; }

    public ActivityKind Kind { get; init; }

    /// <summary>What made it: the name of an ActivitySource.</summary>
    public required string Source { get; init; }

    public string? SourceVersion { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>Null while it is under way: such a record is kept, and never sent.</summary>
    public DateTimeOffset? End { get; init; }

    public ActivityStatusCode Status { get; init; }

    public string? StatusDescription { get; init; }

    /// <summary>Values are text, long, double, bool, or a list of these.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    public string? TraceState { get; init; }

    public ActivityTraceFlags Flags { get; init; } = ActivityTraceFlags.Recorded;

    /// <summary>Whose span it is; null for this process's own.</summary>
    public string? Service { get; init; }

    /// <summary>A live span when it begins.</summary>
    public static SpanRecord Begun(Activity live) => new()
    {
        Trace = live.TraceId,
        Span = live.SpanId,
        Parent = live.ParentSpanId,
        ParentIsRemote = live.HasRemoteParent,
        Name = live.DisplayName,
        Kind = live.Kind,
        Source = live.Source.Name,
        SourceVersion = live.Source.Version,
        Start = live.StartTimeUtc,
        Tags = Plain(live.EnumerateTagObjects()),
        Links = [.. live.Links.Select(l => new SpanLink(l.Context, Plain(l.EnumerateTagObjects())))],
        TraceState = live.TraceStateString,
        Flags = live.ActivityTraceFlags,
    };

    /// <summary>A live span when it has ended.</summary>
    public static SpanRecord Ended(Activity live) => Begun(live) with
    {
        End = live.StartTimeUtc + live.Duration,
        Status = live.Status,
        StatusDescription = live.StatusDescription,
        Events = [.. live.Events.Select(e => new SpanEvent(e.Name, e.Timestamp, Plain(e.EnumerateTagObjects())))],
    };

    private static List<Tag> Plain(Activity.Enumerator<Tag> tags)
    {
        var plain = new List<Tag>();
        foreach (ref readonly var tag in tags)
            plain.Add(new(tag.Key, Plain(tag.Value)));
        return plain;
    }

    private static object? Plain(object? value) => value switch
    {
        null or string or bool or long or double => value,
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float number => (double)number,
        IEnumerable several and (Array or IList) => several.Cast<object?>().Select(Plain).ToArray(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

/// <summary>That another span has to do with this one.</summary>
internal sealed record SpanLink(ActivityContext To, IReadOnlyList<Tag> Tags)
{
    public SpanLink(ActivityContext to)
        : this(to, [])
    {
    }
}

/// <summary>What happened at one instant of a span.</summary>
internal sealed record SpanEvent(string Name, DateTimeOffset At, IReadOnlyList<Tag> Tags);
