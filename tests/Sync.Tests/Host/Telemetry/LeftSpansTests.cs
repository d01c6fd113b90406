using System.Diagnostics;
using Sync.Host.Telemetry;

namespace Sync.Tests.Host.Telemetry;

public sealed class LeftSpansTests : IDisposable
{
    private const int All = 1_000_000;

    private readonly Disk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public void A_killed_process_loses_nothing()
    {
        Disk.Keep(disk.Open(), Told.Several(0, 3));
        var next = disk.OpenAfterKill();
        Disk.Keep(next, Told.Several(3, 2));
        Assert.Equal(5, next.Waiting);
        Assert.Equal(Told.Names(0, 5), Disk.Drain(next));
    }

    [Fact]
    public void A_torn_last_line_is_ignored()
    {
        Disk.Keep(disk.Open(), Told.Several(0, 3));
        disk.Die();
        var file = disk.Segments().Single();
        using (var torn = File.OpenWrite(file))
            torn.SetLength(torn.Length - 20);
        var next = disk.Open();
        Disk.Keep(next, Told.Several(3, 1));
        Assert.Equal(["0", "1", "3"], Disk.Drain(next));
    }

    [Fact]
    public void A_line_that_is_none_is_skipped()
    {
        Disk.Keep(disk.Open(), Told.Several(0, 2));
        disk.Die();
        var file = disk.Segments().Single();
        File.WriteAllText(file, $"{{\"e\":garbage}}\n\0\0\n\n{File.ReadAllText(file)}{{\"e\":1}}\n");
        Assert.Equal(["0", "1"], Disk.Drain(disk.Open()));
    }

    [Fact]
    public void What_a_dead_process_had_begun_ends_as_an_error_at_its_last_sign_of_life()
    {
        var spool = disk.Open();
        var (exposure, move) = (Told.Begun("exposure"), Told.Begun("move") with { Start = Told.Dusk.AddSeconds(10) });
        spool.Append(exposure);
        spool.Append(move);
        spool.Append(move.EndedAt(Told.Dusk.AddSeconds(40)));
        spool.Append(Told.Whole("night, told in a simulated year") with { End = Told.Dusk.AddYears(1) });
        var next = disk.OpenAfterKill();
        var spans = Disk.DrainSpans(next);
        Assert.Equal(["move", "night, told in a simulated year", "exposure"], spans.Select(s => s.Name));
        var dead = spans[^1];
        Assert.Equal((exposure.Trace, exposure.Span, exposure.Start), (dead.Trace, dead.Span, dead.Start));
        Assert.Equal((ActivityStatusCode.Error, "The process ended before this did."), (dead.Status, dead.StatusDescription));
        Assert.Equal(Told.Dusk.AddSeconds(40), dead.End);
    }

    [Fact]
    public void A_dead_span_is_ended_once_though_several_processes_follow()
    {
        disk.Open().Append(Told.Begun("exposure"));
        disk.OpenAfterKill();
        Assert.Equal(["exposure"], Disk.Drain(disk.OpenAfterKill()));
        Assert.Equal(0, disk.OpenAfterKill().Waiting);
    }

    [Fact]
    public void The_one_sign_of_life_may_be_the_beginning_itself()
    {
        disk.Open().Append(Told.Begun("exposure"));
        var span = disk.OpenAfterKill().Next(All)!.Spans.Single();
        Assert.Equal(span.Start, span.End);
    }

    [Fact]
    public void A_span_that_ended_in_a_later_file_is_not_taken_for_dead()
    {
        var limits = new SpoolLimits { SegmentBytes = 1000 };
        var spool = disk.Open(limits);
        var (first, second) = (Told.Begun("first"), Told.Begun("second"));
        spool.Append(first);
        spool.Append(second);
        Disk.Keep(spool, Told.Several(0, 10));
        spool.Append(second.EndedAt(Told.Dusk.AddSeconds(1)));
        Disk.Keep(spool, Told.Several(10, 10));
        Disk.Drain(spool);
        Assert.Equal(["first"], Disk.Drain(disk.OpenAfterKill(limits)));
    }
}
