namespace Sync.Host.Telemetry;

/// <summary>Whole spans of one service, in the order in which they were kept.</summary>
/// <param name="Service">null for the process's own</param>
/// <param name="Spans">at least one</param>
/// <param name="Until">where the spool goes on after them</param>
internal sealed record SpanBatch(string? Service, IReadOnlyList<SpanRecord> Spans, SpoolPlace Until)
{
    /// <returns>null where there is no whole span any more</returns>
    /// <exception cref="IOException">the file can't be read</exception>
    public static SpanBatch? Read(SpoolSegment segment, long offset, int most)
    {
        var spans = new List<SpanRecord>();
        var until = offset;
        foreach (var (line, next) in segment.Lines(offset))
        {
            if (spans.Count == most)
                break;
            if (SpanWriter.IsWhole(line.Span) && SpanReader.Read(line) is { } span)
            {
                if (spans.Count > 0 && span.Service != spans[0].Service)
                    break;
                spans.Add(span);
            }
            until = next;
        }
        return spans.Count == 0 ? null : new(spans[0].Service, spans, new(segment.Number, until));
    }
}
