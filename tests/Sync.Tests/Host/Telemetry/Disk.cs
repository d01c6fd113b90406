using Sync.Host.Telemetry;

namespace Sync.Tests.Host.Telemetry;

/// <summary>Where the spools of one test are.</summary>
internal sealed class Disk : IDisposable
{
    private readonly Scratch scratch = new();
    private int deaths;

    public Disk() => Folder = scratch.File("telemetry");

    public string Folder { get; private set; }

    public Heard<SpanSpool> Heard { get; } = new();

    public List<SpanSpool> Opened { get; } = [];

    public static void Keep(SpanSpool spool, IEnumerable<SpanRecord> spans)
    {
        foreach (var span in spans)
            spool.Append(span);
    }

    public static IEnumerable<string> Names(SpanBatch? batch) => batch!.Spans.Select(s => s.Name);

    public static List<string> Drain(SpanSpool spool) => [.. DrainSpans(spool).Select(s => s.Name)];

    public static List<SpanRecord> DrainSpans(SpanSpool spool)
    {
        var spans = new List<SpanRecord>();
        for (; spool.Next(7) is { } batch; spool.Confirm(batch))
            spans.AddRange(batch.Spans);
        return spans;
    }

    public SpanSpool Open(SpoolLimits? limits = null)
    {
        var spool = new SpanSpool(Folder, Heard, limits);
        Opened.Add(spool);
        return spool;
    }

    public SpanSpool OpenAfterKill(SpoolLimits? limits = null)
    {
        Die();
        return Open(limits);
    }

    /// <summary>What is on the disk at this instant is all that the next process finds; the old one keeps its own folder.</summary>
    public void Die()
    {
        var next = scratch.File($"telemetry-{++deaths}");
        Directory.CreateDirectory(next);
        foreach (var file in Directory.EnumerateFiles(Folder).Where(f => Path.GetFileName(f) != "lock"))
            File.Copy(file, Path.Combine(next, Path.GetFileName(file)));
        Folder = next;
    }

    public IEnumerable<string> Segments() => Directory.EnumerateFiles(Folder, "*.spans");

    public void Dispose()
    {
        Opened.ForEach(s => s.Dispose());
        scratch.Dispose();
    }
}
