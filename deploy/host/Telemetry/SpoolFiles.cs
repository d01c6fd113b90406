using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Sync.Host.Telemetry;

/// <summary>How much a spool may hold.</summary>
internal sealed record SpoolLimits
{
    /// <summary>Of one file.</summary>
    public long SegmentBytes { get; init; } = 1 << 20;

    /// <summary>Of all files; beyond it the oldest goes. A night of four cameras is some 300 MB where all roles are in one process.</summary>
    public long MostBytes { get; init; } = 512 << 20;
}

/// <summary>The files of a spool, oldest first, and how far they are sent. For one thread at a time.</summary>
internal sealed class SpoolFiles : IDisposable
{
    private readonly string folder;
    private readonly SpoolLimits limits;
    private readonly SafeFileHandle held;
    private readonly SpoolMark mark;
    private readonly List<SpoolSegment> segments = [];
    private readonly Dictionary<(ActivityTraceId, ActivitySpanId), SpoolSegment> underWay = [];
    private long bytes;

    /// <exception cref="IOException">the folder can't be used, or another process has it</exception>
    /// <exception cref="UnauthorizedAccessException">it may not be used</exception>
    public SpoolFiles(string folder, SpoolLimits limits)
    {
        (this.folder, this.limits) = (folder, limits);
        Directory.CreateDirectory(folder);
        held = File.OpenHandle(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            mark = new SpoolMark(folder);
            segments.AddRange(SpoolSegment.Left(folder));
            bytes = segments.Sum(s => s.Bytes);
            EndLeft();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whole spans that are not sent.</summary>
    public int Waiting { get; private set; }

    /// <returns>how many spans that were never sent had to go for it</returns>
    /// <exception cref="IOException">it could not be written</exception>
    public int Append(SpanRecord span, ReadOnlySpan<byte> line)
    {
        if (segments is not [.., { IsOpen: true } last] || last.Bytes >= limits.SegmentBytes)
            last = Roll();
        last.Append(line);
        bytes += line.Length;
        Count(span, last);
        return Shrink();
    }

    /// <summary>The first file with whole spans that are not sent, and where in it they begin; null where all is sent.</summary>
    public (SpoolSegment Segment, long Offset)? Unsent() =>
        segments.Find(s => s.Waiting > 0) is not { } first ? null : (first, first.Number == mark.Place.Segment ? mark.Place.Offset : 0);

    /// <summary>The collector has them.</summary>
    public void Confirm(SpanBatch batch)
    {
        if (segments.Find(s => s.Number == batch.Until.Segment) is not { } segment)
            return; // it had to go meanwhile
        var sent = Math.Min(batch.Spans.Count, segment.Waiting);
        segment.Sent += sent;
        Waiting -= sent;
        mark.Move(batch.Until);
        Tidy();
    }

    /// <summary>What can't be read any more is not waited for.</summary>
    public void GiveUp(SpoolSegment segment)
    {
        Waiting -= segment.Waiting;
        segment.Sent = segment.Whole;
        Tidy();
    }

    public void Dispose()
    {
        segments.ForEach(s => s.Close());
        try
        {
            Tidy();
        }
        finally
        {
            mark?.Dispose();
            held.Dispose();
        }
    }

    private SpoolSegment Roll()
    {
        var last = segments.LastOrDefault();
        last?.Close();
        var next = SpoolSegment.Create(folder, Math.Max(last?.Number ?? 0, mark.Place.Segment) + 1);
        segments.Add(next);
        Tidy();
        return next;
    }

    private void EndLeft()
    {
        var left = new LeftSpans();
        foreach (var segment in segments)
        {
            foreach (var (line, next) in segment.Lines(0))
            {
                if (SpanReader.Read(line) is not { } span)
                    continue;
                left.Add(span);
                Count(span, segment);
                if (span.End is not null && new SpoolPlace(segment.Number, next).CompareTo(mark.Place) <= 0)
                    (segment.Sent, Waiting) = (segment.Sent + 1, Waiting - 1);
            }
        }
        foreach (var ended in left.Ended())
            Append(ended, SpanWriter.Line(ended));
        Tidy();
    }

    private void Count(SpanRecord span, SpoolSegment segment)
    {
        if (span.End is null)
        {
            if (underWay.TryAdd((span.Trace, span.Span), segment))
                segment.UnderWay++;
            return;
        }
        segment.Whole++;
        Waiting++;
        if (underWay.Remove((span.Trace, span.Span), out var begun))
            begun.UnderWay--;
    }

    /// <summary>Only from the oldest on: a file may end what one before it began, and without that end it would seem under way for ever.</summary>
    private void Tidy()
    {
        while (segments is [{ IsOpen: false, Waiting: 0, UnderWay: 0 } oldest, ..])
            Remove(oldest);
    }

    private int Shrink()
    {
        var lost = 0;
        while (bytes > limits.MostBytes && segments is [{ IsOpen: false } oldest, ..])
        {
            lost += oldest.Waiting;
            Waiting -= oldest.Waiting;
            foreach (var begun in underWay.Where(s => s.Value == oldest).ToList())
                underWay.Remove(begun.Key);
            Remove(oldest);
        }
        return lost;
    }

    private void Remove(SpoolSegment segment)
    {
        segments.Remove(segment);
        bytes -= segment.Bytes;
        segment.Delete();
    }
}
