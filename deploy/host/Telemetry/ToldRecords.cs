using System.Diagnostics;
using Sync.Scheduler.Story;

namespace Sync.Host.Telemetry;

/// <summary>What is told from the database, as the spool and the exporter have it.</summary>
internal static class ToldRecords
{
    public static SpanRecord Of(ToldSpan span) => new()
    {
        Trace = span.TraceId,
        Span = span.SpanId,
        Parent = span.ParentId ?? default,
        Name = span.Name,
        Source = "Sync.Scheduler",
        Start = span.Start,
        End = span.End,
        Status = span.Error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error,
        StatusDescription = span.Error,
        Tags = [.. span.Attributes.Select(a => KeyValuePair.Create(a.Name, a.Value is int number ? (object?)(long)number : a.Value))],
        Links = [.. span.Links.Select(l => new SpanLink(l))],
        Service = Role.Scheduler.Name,
    };
}
