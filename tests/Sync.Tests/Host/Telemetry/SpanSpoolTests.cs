using Microsoft.Extensions.Logging;
using Sync.Host.Telemetry;

namespace Sync.Tests.Host.Telemetry;

public sealed class SpanSpoolTests : IDisposable
{
    private const int All = 1_000_000;

    private readonly Disk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public void What_was_kept_is_read_in_its_order()
    {
        var spool = disk.Open();
        Disk.Keep(spool, Told.Several(0, 5));
        Assert.Equal(Told.Names(0, 5), Disk.Names(spool.Next(All)));
        Assert.Equal(5, spool.Waiting);
        Assert.Equal(Told.Names(0, 2), Disk.Names(spool.Next(2)));
    }

    [Fact]
    public void What_is_confirmed_is_never_read_again()
    {
        var spool = disk.Open();
        Disk.Keep(spool, Told.Several(0, 5));
        spool.Confirm(spool.Next(2)!);
        Assert.Equal(Told.Names(2, 3), Disk.Names(spool.Next(All)));
        var next = disk.OpenAfterKill();
        Assert.Equal(Told.Names(2, 3), Disk.Names(next.Next(All)));
        next.Confirm(next.Next(All)!);
        Assert.Null(next.Next(All));
        Assert.Equal(0, disk.OpenAfterKill().Waiting);
    }

    [Fact]
    public void What_is_under_way_is_not_sent()
    {
        var spool = disk.Open();
        var move = Told.Begun("move");
        spool.Append(move);
        Assert.Null(spool.Next(All));
        spool.Append(move.EndedAt(Told.Dusk.AddMinutes(1)));
        Assert.Equal(["move"], Disk.Drain(spool));
    }

    [Fact]
    public void Files_go_when_they_are_sent()
    {
        var spool = disk.Open(new() { SegmentBytes = 1000 });
        Disk.Keep(spool, Told.Several(0, 50));
        Assert.True(disk.Segments().Count() > 5);
        Assert.Equal(Told.Names(0, 50), Disk.Drain(spool));
        Assert.Single(disk.Segments());
        spool.Dispose();
        Assert.Empty(disk.Segments());
        Disk.Keep(disk.Open(), Told.Several(50, 1));
        Assert.Equal(["50"], Disk.Drain(disk.OpenAfterKill()));
    }

    [Fact]
    public void A_file_stays_while_a_span_that_began_in_it_is_under_way()
    {
        var limits = new SpoolLimits { SegmentBytes = 1000 };
        var spool = disk.Open(limits);
        var flat = Told.Begun("exposure");
        spool.Append(flat);
        Disk.Keep(spool, Told.Several(0, 50));
        Disk.Drain(spool);
        var next = disk.OpenAfterKill(limits);
        Assert.Equal(["exposure"], Disk.Drain(next));
        next.Dispose();
        Assert.Empty(disk.Segments());
    }

    [Fact]
    public void Beyond_its_bound_the_oldest_go_with_one_warning()
    {
        var spool = disk.Open(new() { SegmentBytes = 1000, MostBytes = 10_000 });
        Disk.Keep(spool, Told.Several(0, 200));
        Assert.InRange(disk.Segments().Sum(f => new FileInfo(f).Length), 5000, 12_000);
        var left = Disk.Drain(spool);
        Assert.InRange(left.Count, 20, 100);
        Assert.Equal(Told.Names(200 - left.Count, left.Count), left);
        Assert.Equal([(LogLevel.Warning, "The collector has been away for too long: the oldest traces that wait for it are dropped, and will be missing there.")], disk.Heard.Lines);
    }

    [Fact]
    public void What_goes_while_it_is_sent_is_not_missed()
    {
        var spool = disk.Open(new() { SegmentBytes = 1000, MostBytes = 10_000 });
        Disk.Keep(spool, Told.Several(0, 4));
        var batch = spool.Next(2)!;
        Disk.Keep(spool, Told.Several(4, 200));
        var waiting = spool.Waiting;
        spool.Confirm(batch);
        Assert.Equal(waiting, spool.Waiting);
        Assert.Equal(waiting, Disk.Drain(spool).Count);
    }

    [Fact]
    public void A_batch_is_of_one_service()
    {
        var spool = disk.Open();
        Disk.Keep(spool, [Told.Whole("a"), Told.Whole("b", "scheduler"), Told.Whole("c", "scheduler"), Told.Whole("d")]);
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
        File.WriteAllText(disk.Folder, "a file where the folder should be");
        var spool = disk.Open();
        Disk.Keep(spool, Told.Several(0, 3));
        Assert.Null(spool.Next(All));
        Assert.Equal(0, spool.Waiting);
        Assert.StartsWith($"Traces can't be kept in {disk.Folder}: ", Assert.Single(disk.Heard.Lines).Line);
    }

    [Fact]
    public void A_folder_that_goes_away_fails_nobody()
    {
        var spool = disk.Open(new() { SegmentBytes = 1000 });
        Disk.Keep(spool, Told.Several(0, 20));
        var batch = spool.Next(1)!;
        Directory.Delete(disk.Folder, recursive: true);
        Disk.Keep(spool, Told.Several(20, 20));
        spool.Confirm(batch);
        while (spool.Next(All) is { } rest)
            spool.Confirm(rest);
        spool.Dispose();
        Assert.NotEmpty(disk.Heard.Lines);
        Assert.All(disk.Heard.Lines, l => Assert.StartsWith("Traces", l.Line, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_processes_do_not_share_a_folder()
    {
        Disk.Keep(disk.Open(), Told.Several(0, 2));
        var second = disk.Open();
        Disk.Keep(second, Told.Several(2, 2));
        Assert.Equal(0, second.Waiting);
        Assert.Equal(LogLevel.Warning, Assert.Single(disk.Heard.Lines).Level);
        Assert.Equal(["0", "1"], Disk.Drain(disk.Opened[0]));
    }

    [Fact]
    public void What_can_not_be_a_tag_is_said_and_the_work_goes_on()
    {
        var spool = disk.Open();
        Disk.Keep(spool, [Told.Whole("odd") with { Tags = [new("when", Told.Dusk)] }, Told.Whole("even")]);
        Assert.Equal(["even"], Disk.Drain(spool));
        Assert.Contains("The span odd can't be kept: A tag's value is of DateTimeOffset", Assert.Single(disk.Heard.Lines).Line, StringComparison.Ordinal);
    }

    [Fact]
    public void After_its_end_a_spool_keeps_nothing_and_fails_nobody()
    {
        var spool = disk.Open();
        Disk.Keep(spool, Told.Several(0, 2));
        var batch = spool.Next(1)!;
        spool.Dispose();
        Disk.Keep(spool, Told.Several(2, 2));
        spool.Confirm(batch);
        Assert.Null(spool.Next(All));
        Assert.Equal(["0", "1"], Disk.Drain(disk.Open()));
    }

    [Fact]
    public void Many_threads_at_once_lose_and_tear_nothing()
    {
        var spool = disk.Open(new() { SegmentBytes = 20_000 });
        Parallel.For(0, 2000, n =>
        {
            var span = Told.Begun($"{n:D4}");
            spool.Append(span);
            spool.Append(span.EndedAt(Told.Dusk.AddSeconds(2)));
        });
        Assert.Equal(2000, spool.Waiting);
        Assert.Equal(Enumerable.Range(0, 2000).Select(n => $"{n:D4}"), Disk.Drain(disk.OpenAfterKill()).Order());
    }
}
