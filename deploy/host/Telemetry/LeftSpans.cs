using System.Diagnostics;

namespace Sync.Host.Telemetry;

/// <summary>What a process that died had begun and not ended.</summary>
internal sealed class LeftSpans
{
    public const string Died = "The process ended before this did.";

    private readonly Dictionary<(ActivityTraceId, ActivitySpanId), SpanRecord> begun = [];
    private DateTimeOffset lastSign;

    /// <summary>In the order in which they were kept.</summary>
    public void Add(SpanRecord span)
    {
        if (span.End is null)
        {
            begun[(span.Trace, span.Span)] = span;
            See(span.Start);
        }
        else if (begun.Remove((span.Trace, span.Span)))
        {
            See(span.End.Value);
        }
    }

    /// <summary>Each as an error that ended at the last sign of life: the process died after it, and nobody knows when.</summary>
    public IEnumerable<SpanRecord> Ended() => begun.Values.Select(s => s with
    {
        End = lastSign > s.Start ? lastSign : s.Start,
        Status = ActivityStatusCode.Error,
        StatusDescription = Died,
    });

    /// <summary>Of live spans only: what is told of a night from its books has the night's clock, which may be a simulated one.</summary>
    private void See(DateTimeOffset at) => lastSign = at > lastSign ? at : lastSign;
}
