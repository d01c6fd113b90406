using System.Buffers;

namespace Sync.Host.Telemetry;

/// <summary>
/// Keeps spans on disk until the collector has them: a line when a span begins, a line with everything when it ends. Each line is
/// with the operating system at once, so that a killed process loses none; what it left is sent by the next one.
/// Nothing here ever disturbs a night: what can't be kept is not kept, and a warning says so once.
/// </summary>
internal sealed partial class SpanSpool : IDisposable
{
    private readonly Lock gate = new();
    private readonly ILogger log;
    private SpoolFiles? files;
    private bool unwritable;
    private bool full;

    /// <summary>Opens the spool of a folder, which is made if need be, and ends what a dead process had begun.</summary>
    /// <param name="folder">of this process alone</param>
    /// <param name="log">hears what can't be kept</param>
    /// <param name="limits">null for the usual ones</param>
    public SpanSpool(string folder, ILogger<SpanSpool> log, SpoolLimits? limits = null)
    {
        this.log = log;
        try
        {
            files = new SpoolFiles(folder, limits ?? new());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotOpened(log, folder, e.Message);
        }
    }

    /// <summary>A whole span was kept: how many wait now. Said while nobody else can append, so it must be short.</summary>
    public event Action<int>? Kept;

    /// <summary>Whole spans that the collector does not have yet.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
                return files?.Waiting ?? 0;
        }
    }

    /// <summary>Keeps a span that begins, which has no end, or a whole one. From any thread; never fails.</summary>
    public void Append(SpanRecord span)
    {
        try
        {
            Append(span, SpanWriter.Line(span));
        }
        catch (ArgumentException e)
        {
            NotWritten(log, span.Name, e.Message);
        }
    }

    /// <summary>The oldest whole spans that the collector does not have; null where it has all.</summary>
    /// <param name="most">so many at once; fewer at the end of a file, or where another service's begin</param>
    public SpanBatch? Next(int most)
    {
        while (true)
        {
            (SpoolSegment Segment, long Offset) from;
            lock (gate)
            {
                if (files?.Unsent() is not { } unsent)
                    return null;
                from = unsent;
            }
            try
            {
                if (SpanBatch.Read(from.Segment, from.Offset, most) is { } batch)
                    return batch;
            }
            catch (IOException e)
            {
                NotRead(log, e.Message);
            }
            Try(f => f.GiveUp(from.Segment));
        }
    }

    /// <summary>The collector has these: they are never sent again.</summary>
    public void Confirm(SpanBatch batch) => Try(f =>
    {
        f.Confirm(batch);
        full &= f.Waiting > 0;
    });

    public void Dispose()
    {
        Try(f => f.Dispose());
        lock (gate)
            files = null;
    }

    private void Try(Action<SpoolFiles> act)
    {
        lock (gate)
        {
            try
            {
                if (files is not null)
                    act(files);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                SayOnce(ref unwritable, () => NotKept(log, e.Message));
            }
        }
    }

    private void Append(SpanRecord span, ReadOnlySpan<byte> line)
    {
        lock (gate)
        {
            if (files is null)
                return;
            try
            {
                if (files.Append(span, line) > 0)
                    SayOnce(ref full, () => Full(log));
                unwritable = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                SayOnce(ref unwritable, () => NotKept(log, e.Message));
                return;
            }
            if (span.End is not null)
                Kept?.Invoke(files.Waiting);
        }
    }

    private static void SayOnce(ref bool said, Action say)
    {
        if (!said)
            say();
        said = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traces can't be kept in {Folder}: {Reason} The night goes on without traces; see that the folder can be written to, and start again.")]
    private static partial void NotOpened(ILogger log, string folder, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traces can't be kept: {Reason} The night goes on, and what is not written is missing from its traces.")]
    private static partial void NotKept(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traces that were kept can't be read: {Reason} They are left out.")]
    private static partial void NotRead(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The span {Span} can't be kept: {Reason}")]
    private static partial void NotWritten(ILogger log, string span, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The collector has been away for too long: the oldest traces that wait for it are dropped, and will be missing there.")]
    private static partial void Full(ILogger log);
}
