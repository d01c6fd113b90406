using System.Diagnostics;

namespace Sync.Tests.Otlp;

/// <summary>
/// Reads what an exporter sends: ExportTraceServiceRequest, ExportMetricsServiceRequest and ExportLogsServiceRequest
/// (https://github.com/open-telemetry/opentelemetry-proto, v1).
/// </summary>
internal static class OtlpRequest
{
    public static IEnumerable<ReceivedSpan> Spans(WireMessage request) => Each(request, Span);

    public static IEnumerable<ReceivedMetric> Metrics(WireMessage request) => Each(request, (from, m) => (from, m)).SelectMany(x => Points(x.from, x.m));

    public static IEnumerable<ReceivedLog> Logs(WireMessage request) => Each(request, Log);

    /// <summary>All three requests are alike: resources, in them scopes, in them what is told.</summary>
    private static IEnumerable<T> Each<T>(WireMessage request, Func<Speaker, WireMessage, T> read) =>
        from process in request.All(1)
        let resource = Attributes(process.One(1), 1)
        from scope in process.All(2)
        let speaker = new Speaker(resource.GetValueOrDefault("service.name") as string ?? "", resource, scope.One(1).Text(1))
        from told in scope.All(2)
        select read(speaker, told);

    private static ReceivedSpan Span(Speaker from, WireMessage span) => new(
        from,
        span.Hex(1),
        span.Hex(2),
        span.Hex(4),
        span.Text(5),
        (ActivityKind)Math.Max(0, (int)span.Number(6) - 1),
        span.Instant(7),
        span.Instant(8),
        (ActivityStatusCode)span.One(15).Number(3),
        span.One(15).Text(2),
        Attributes(span, 9),
        [.. span.All(13).Select(l => new ReceivedLink(l.Hex(1), l.Hex(2), Attributes(l, 4)))],
        [.. span.All(11).Select(e => new ReceivedEvent(e.Instant(1), e.Text(2), Attributes(e, 3)))]);

    private static IEnumerable<ReceivedMetric> Points(Speaker from, WireMessage metric)
    {
        var (kind, field, attributes) = metric.Has(5) ? ("gauge", 5, 7) : metric.Has(7) ? ("sum", 7, 7) : metric.Has(9) ? ("histogram", 9, 9) : ("histogram", 10, 1);
        var isHistogram = kind == "histogram";
        return metric.One(field).All(1).Select(p => new ReceivedMetric(
            from,
            metric.Text(1),
            metric.Text(3),
            kind,
            p.Instant(3),
            Attributes(p, attributes),
            isHistogram ? p.Double(5) : p.Has(6) ? (long)p.Number(6) : p.Double(4),
            isHistogram ? (long)p.Number(4) : 1));
    }

    private static ReceivedLog Log(Speaker from, WireMessage log) => new(
        from, log.Instant(1), log.Text(3), $"{Value(log.One(5))}", log.Hex(9), log.Hex(10), Attributes(log, 6));

    private static Dictionary<string, object> Attributes(WireMessage message, int field) =>
        message.All(field).GroupBy(a => a.Text(1)).ToDictionary(a => a.Key, a => Value(a.Last().One(2)));

    private static object Value(WireMessage any) =>
        any.Has(2) ? any.Number(2) != 0
        : any.Has(3) ? (long)any.Number(3)
        : any.Has(4) ? any.Double(4)
        : any.Has(5) ? any.One(5).All(1).Select(Value).ToList()
        : any.Has(7) ? any.Hex(7)
        : any.Text(1);
}
