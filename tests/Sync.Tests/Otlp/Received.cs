using System.Diagnostics;

namespace Sync.Tests.Otlp;

/// <summary>What a process says of itself, and the part of it that speaks.</summary>
/// <param name="Service">service.name</param>
/// <param name="Resource">all attributes of the process</param>
/// <param name="Scope">the name of the source, the meter or the log's category</param>
internal sealed record Speaker(string Service, IReadOnlyDictionary<string, object> Resource, string Scope);

/// <param name="From">who sent it</param>
/// <param name="TraceId">32 digits</param>
/// <param name="SpanId">16 digits</param>
/// <param name="ParentId">16 digits; empty for a root</param>
/// <param name="Name">of what was done</param>
/// <param name="Kind">internal, server, client, producer or consumer</param>
/// <param name="Start">UTC</param>
/// <param name="End">UTC</param>
/// <param name="Status">unset, ok or error</param>
/// <param name="StatusDescription">empty where there is none</param>
/// <param name="Attributes">string, long, double, bool, or a list of these</param>
/// <param name="Links">to other spans</param>
/// <param name="Events">in the span</param>
internal sealed record ReceivedSpan(
    Speaker From,
    string TraceId,
    string SpanId,
    string ParentId,
    string Name,
    ActivityKind Kind,
    DateTimeOffset Start,
    DateTimeOffset End,
    ActivityStatusCode Status,
    string StatusDescription,
    IReadOnlyDictionary<string, object> Attributes,
    IReadOnlyList<ReceivedLink> Links,
    IReadOnlyList<ReceivedEvent> Events)
{
    public string Service => From.Service;

    /// <summary>An attribute's text; null where there is none.</summary>
    public string? Text(string attribute) => Attributes.GetValueOrDefault(attribute) as string;
}

internal sealed record ReceivedLink(string TraceId, string SpanId, IReadOnlyDictionary<string, object> Attributes);

internal sealed record ReceivedEvent(DateTimeOffset At, string Name, IReadOnlyDictionary<string, object> Attributes);

/// <summary>A point of a metric.</summary>
/// <param name="From">who sent it</param>
/// <param name="Name">of the metric</param>
/// <param name="Unit">as in UCUM; empty where there is none</param>
/// <param name="Kind">gauge, sum or histogram</param>
/// <param name="At">UTC</param>
/// <param name="Attributes">that set the point apart</param>
/// <param name="Value">the value; of a histogram the sum</param>
/// <param name="Count">measurements in a histogram; otherwise 1</param>
internal sealed record ReceivedMetric(
    Speaker From,
    string Name,
    string Unit,
    string Kind,
    DateTimeOffset At,
    IReadOnlyDictionary<string, object> Attributes,
    double Value,
    long Count)
{
    public string Service => From.Service;
}

/// <param name="From">who sent it</param>
/// <param name="At">UTC</param>
/// <param name="Severity">as text: Information, Warning</param>
/// <param name="Body">the line, or its template</param>
/// <param name="TraceId">32 digits; empty where there is none</param>
/// <param name="SpanId">16 digits; empty where there is none</param>
/// <param name="Attributes">what the template names</param>
internal sealed record ReceivedLog(
    Speaker From,
    DateTimeOffset At,
    string Severity,
    string Body,
    string TraceId,
    string SpanId,
    IReadOnlyDictionary<string, object> Attributes)
{
    public string Service => From.Service;
}
