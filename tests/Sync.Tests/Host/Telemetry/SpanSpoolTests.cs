using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Sync.Host.Telemetry;

namespace Sync.Tests.Host.Telemetry;

public sealed class SpanSpoolTests : IDisposable
{
    private const int All = 1_000_000;

    private readonly Scratch scratch = new();
    private readonly Heard<SpanSpool> heard = new();
    private readonly List<SpanSpool> opened = [];
    private int deaths;

    public SpanSpoolTests() => Folder = scratch.File("telemetry");

    private string Folder { get; set; }

    public void Dispose()
    {
        opened.ForEach(s => s.Dispose());
        scratch.Dispose();
    }

    [Fact]
    public void What_was_kept_is_read_in_its_order()
    {
        var spool = Open();
        Keep(spool, Told.Several(0, 5));
        Assert.Equal(Told.Names(0, 5), Names(spool.Next(All)));
        Assert.Equal(5, spool.Waiting);
        Assert.Equal(Told.Names(0, 2), Names(spool.Next(2)));
    }

    [Fact]
    public void What_is_confirmed_is_never_read_again()
    {
        var spool = Open();
        Keep(spool, Told.Several(0, 5));
        spool.Confirm(spool.Next(2)!);
        Assert.Equal(Told.Names(2, 3), Names(spool.Next(All)));
        var next = OpenAfterKill();
        Assert.Equal(Told.Names(2, 3), Names(next.Next(All)));
        next.Confirm(next.Next(All)!);
        Assert.Null(next.Next(All));
        Assert.Equal(0, OpenAfterKill().Waiting);
    }

    [Fact]
    public void A_killed_process_loses_nothing()
    {
        Keep(Open(), Told.Several(0, 3));
        var next = OpenAfterKill();
        Keep(next, Told.Several(3, 2));
        Assert.Equal(5, next.Waiting);
        Assert.Equal(Told.Names(0, 5), Drain(next));
    }

    [Fact]
    public void A_torn_last_line_is_ignored()
    {
        Keep(Open(), Told.Several(0, 3));
        Die();
        var file = Segments().Single();
        using (var torn = File.OpenWrite(file))
            torn.SetLength(torn.Length - 20);
        var next = Open();
        Keep(next, Told.Several(3, 1));
        Assert.Equal(["0", "1", "3"], Drain(next));
    }

    [Fact]
    public void A_line_that_is_none_is_skipped()
    {
        Keep(Open(), Told.Several(0, 2));
        Die();
        var file = Segments().Single();
        File.WriteAllText(file, $"{{\"e\":garbage}}\n\0\0\n\n{File.ReadAllText(file)}{{\"e\":1}}\n");
        Assert.Equal(["0", "1"], Drain(Open()));
    }

    [Fact]
    public void What_is_under_way_is_not_sent()
    {
        var spool = Open();
        var move = Told.Begun("move");
        spool.Append(move);
        Assert.Null(spool.Next(All));
        spool.Append(move.EndedAt(Told.Dusk.AddMinutes(1)));
        Assert.Equal(["move"], Drain(spool));
    }

    [Fact]
    public void What_a_dead_process_had_begun_ends_as_an_error_at_its_last_sign_of_life()
    {
        var spool = Open();
        var (exposure, move) = (Told.Begun("exposure"), Told.Begun("move") with { Start = Told.Dusk.AddSeconds(10) });
        spool.Append(exposure);
        spool.Append(move);
        spool.Append(move.EndedAt(Told.Dusk.AddSeconds(40)));
        spool.Append(Told.Whole("night, told in a simulated year") with { End = Told.Dusk.AddYears(1) });
        var next = OpenAfterKill();
        var spans = next.Next(All)!.Spans.Concat(Rest(next)).ToList();
        Assert.Equal(["move", "night, told in a simulated year", "exposure"], spans.Select(s => s.Name));
        var dead = spans[^1];
        Assert.Equal((exposure.Trace, exposure.Span, exposure.Start), (dead.Trace, dead.Span, dead.Start));
        Assert.Equal((ActivityStatusCode.Error, "The process ended before this did."), (dead.Status, dead.StatusDescription));
        Assert.Equal(Told.Dusk.AddSeconds(40), dead.End);
    }

    [Fact]
    public void A_dead_span_is_ended_once_though_several_processes_follow()
    {
        Open().Append(Told.Begun("exposure"));
        OpenAfterKill();
        Assert.Equal(["exposure"], Drain(OpenAfterKill()));
        Assert.Equal(0, OpenAfterKill().Waiting);
    }

    [Fact]
    public void The_one_sign_of_life_may_be_the_beginning_itself()
    {
        Open().Append(Told.Begun("exposure"));
        var span = OpenAfterKill().Next(All)!.Spans.Single();
        Assert.Equal(span.Start, span.End);
    }

    [Fact]
    public void Files_go_when_they_are_sent()
    {
        var spool = Open(new() { SegmentBytes = 1000 });
        Keep(spool, Told.Several(0, 50));
        Assert.True(Segments().Count() > 5);
        Assert.Equal(Told.Names(0, 50), Drain(spool));
        Assert.Single(Segments());
        spool.Dispose();
        Assert.Empty(Segments());
        Keep(Open(), Told.Several(50, 1));
        Assert.Equal(["50"], Drain(OpenAfterKill()));
    }

    [Fact]
    public void A_file_stays_while_a_span_that_began_in_it_is_under_way()
    {
        var limits = new SpoolLimits { SegmentBytes = 1000 };
        var spool = Open(limits);
        var flat = Told.Begun("exposure");
        spool.Append(flat);
        Keep(spool, Told.Several(0, 50));
        Drain(spool);
        var next = OpenAfterKill(limits);
        Assert.Equal(["exposure"], Drain(next));
        next.Dispose();
        Assert.Empty(Segments());
    }

    [Fact]
    public void A_span_that_ended_in_a_later_file_is_not_taken_for_dead()
    {
        var limits = new SpoolLimits { SegmentBytes = 1000 };
        var spool = Open(limits);
        var (first, second) = (Told.Begun("first"), Told.Begun("second"));
        spool.Append(first);
        spool.Append(second);
        Keep(spool, Told.Several(0, 10));
        spool.Append(second.EndedAt(Told.Dusk.AddSeconds(1)));
        Keep(spool, Told.Several(10, 10));
        Drain(spool);
        Assert.Equal(["first"], Drain(OpenAfterKill(limits)));
    }

    [Fact]
    public void Beyond_its_bound_the_oldest_go_with_one_warning()
    {
        var spool = Open(new() { SegmentBytes = 1000, MostBytes = 10_000 });
        Keep(spool, Told.Several(0, 200));
        Assert.InRange(Segments().Sum(f => new FileInfo(f).Length), 5000, 12_000);
        var left = Drain(spool);
        Assert.InRange(left.Count, 20, 100);
        Assert.Equal(Told.Names(200 - left.Count, left.Count), left);
        Assert.Equal([(LogLevel.Warning, "The collector has been away for too long: the oldest traces that wait for it are dropped, and will be missing there.")], heard.Lines);
    }

    [Fact]
    public void What_goes_while_it_is_sent_is_not_missed()
    {
        var spool = Open(new() { SegmentBytes = 1000, MostBytes = 10_000 });
        Keep(spool, Told.Several(0, 4));
        var batch = spool.Next(2)!;
        Keep(spool, Told.Several(4, 200));
        var waiting = spool.Waiting;
        spool.Confirm(batch);
        Assert.Equal(waiting, spool.Waiting);
        Assert.Equal(waiting, Drain(spool).Count);
    }

    [Fact]
    public void A_batch_is_of_one_service()
    {
        var spool = Open();
        Keep(spool, [Told.Whole("a"), Told.Whole("b", "scheduler"), Told.Whole("c", "scheduler"), Told.Whole("d")]);
        var services = new List<(string?, int)>();
        while (spool.Next(All) is { } batch)
        {
            services.Add((batch.Service, batch.Spans.Count));
            spool.Confirm(batch);
        }
        Assert.Equal([(null, 1), ("scheduler", 2), (null, 1)], services);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_costs_the_traces_and_nothing_else()
    {
        File.WriteAllText(Folder, "a file where the folder should be");
        var spool = Open();
        Keep(spool, Told.Several(0, 3));
        Assert.Null(spool.Next(All));
        Assert.Equal(0, spool.Waiting);
        Assert.StartsWith($"Traces can't be kept in {Folder}: ", Assert.Single(heard.Lines).Line);
    }

    [Fact]
    public void Two_processes_do_not_share_a_folder()
    {
        Keep(Open(), Told.Several(0, 2));
        var second = Open();
        Keep(second, Told.Several(2, 2));
        Assert.Equal(0, second.Waiting);
        Assert.Equal(LogLevel.Warning, Assert.Single(heard.Lines).Level);
        Assert.Equal(["0", "1"], Drain(opened[0]));
    }

    [Fact]
    public void What_can_not_be_a_tag_is_said_and_the_work_goes_on()
    {
        var spool = Open();
        Keep(spool, [Told.Whole("odd") with { Tags = [new("when", Told.Dusk)] }, Told.Whole("even")]);
        Assert.Equal(["even"], Drain(spool));
        Assert.Contains("The span odd can't be kept: A tag's value is of DateTimeOffset", Assert.Single(heard.Lines).Line, StringComparison.Ordinal);
    }

    [Fact]
    public void After_its_end_a_spool_keeps_nothing_and_fails_nobody()
    {
        var spool = Open();
        Keep(spool, Told.Several(0, 2));
        var batch = spool.Next(1)!;
        spool.Dispose();
        Keep(spool, Told.Several(2, 2));
        spool.Confirm(batch);
        Assert.Null(spool.Next(All));
        Assert.Equal(["0", "1"], Drain(Open()));
    }

    [Fact]
    public void Many_threads_at_once_lose_and_tear_nothing()
    {
        var spool = Open(new() { SegmentBytes = 20_000 });
        Parallel.For(0, 2000, n =>
        {
            var span = Told.Begun($"{n:D4}");
            spool.Append(span);
            spool.Append(span.EndedAt(Told.Dusk.AddSeconds(2)));
        });
        Assert.Equal(2000, spool.Waiting);
        Assert.Equal(Enumerable.Range(0, 2000).Select(n => $"{n:D4}"), Drain(OpenAfterKill()).Order());
    }

    private static void Keep(SpanSpool spool, IEnumerable<SpanRecord> spans)
    {
        foreach (var span in spans)
            spool.Append(span);
    }

    private static IEnumerable<string> Names(SpanBatch? batch) => batch!.Spans.Select(s => s.Name);

    private static List<string> Drain(SpanSpool spool)
    {
        var names = new List<string>();
        for (; spool.Next(7) is { } batch; spool.Confirm(batch))
            names.AddRange(Names(batch));
        return names;
    }

    private static IEnumerable<SpanRecord> Rest(SpanSpool spool)
    {
        spool.Confirm(spool.Next(All)!);
        return spool.Next(All)?.Spans ?? [];
    }

    private SpanSpool Open(SpoolLimits? limits = null)
    {
        var spool = new SpanSpool(Folder, heard, limits);
        opened.Add(spool);
        return spool;
    }

    private SpanSpool OpenAfterKill(SpoolLimits? limits = null)
    {
        Die();
        return Open(limits);
    }

    /// <summary>What is on the disk at this instant is all that the next process finds; the old one keeps its own folder.</summary>
    private void Die()
    {
        var next = scratch.File($"telemetry-{++deaths}");
        Directory.CreateDirectory(next);
        foreach (var file in Directory.EnumerateFiles(Folder).Where(f => Path.GetFileName(f) != "lock"))
            File.Copy(file, Path.Combine(next, Path.GetFileName(file)));
        Folder = next;
    }

    private IEnumerable<string> Segments() => Directory.EnumerateFiles(Folder, "*.spans");
}
