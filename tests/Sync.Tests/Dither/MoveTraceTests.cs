using System.Diagnostics;
using Sync.Contracts;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither;

/// <summary>A move is in the trace of whoever ordered it, also when the process that made it is gone.</summary>
public sealed class MoveTraceTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();
    private readonly TraceRecorder traces = new();
    private readonly Guid round = Guid.NewGuid();

    public void Dispose()
    {
        traces.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public async Task A_dither_shows_its_devices_and_what_it_achieved()
    {
        await using (var host = await DitherHost.Start(scratch))
        {
            using var meters = new MeterRecorder(host.Meter);
            await Order(host, DitherHost.Dither(1, number: 2));
            await host.Settles();
            await host.Probe.Hears<SkySettled>();
            Assert.Equal([1], meters.All("sync.moves", ("move.kind", "dither"), ("move.outcome", "settled")));
            Assert.Equal([11], meters.All("sync.dither.settle", ("move.kind", "dither")));
            Assert.Equal([0.7], meters.All("sync.guiding.rms"));
        }
        var move = Assert.Single(traces.OfRound(round), s => s.DisplayName == "dither");
        Assert.Equal((8.0, 4.0, 0.7, 11.0, ActivityStatusCode.Unset), (
            move.GetTagItem("dither.arcseconds"), move.GetTagItem("dither.pixels"), move.GetTagItem("guiding.rms_arcsec"), move.GetTagItem("settle.seconds"), move.Status));
        Assert.Equal(["mount connect", "guider connect", "guider dither"], Calls(move));
        Assert.Contains("SkySettled", traces.Messages(round));
        Assert.Empty(traces.Orphans(round));
    }

    [Fact]
    public async Task A_move_that_fails_shows_where()
    {
        await using (var host = await DitherHost.Start(scratch, g => g.Failures["Start"] = "no star"))
        {
            await Order(host, DitherHost.Slew(1));
            await host.Probe.Hears<MoveFailed>();
        }
        var move = Assert.Single(traces.OfRound(round), s => s.DisplayName == "slew");
        Assert.Equal(ActivityStatusCode.Error, move.Status);
        Assert.Contains("no star", move.StatusDescription);
        Assert.Equal("guider start", Assert.Single(traces.OfRound(round), s => s.ParentSpanId == move.SpanId && s.Status == ActivityStatusCode.Error).DisplayName);
    }

    [Fact]
    public async Task A_move_cut_short_by_a_restart_is_told_in_the_trace_of_its_order()
    {
        await using (var killed = await DitherHost.Start(scratch))
        {
            await Order(killed, DitherHost.Dither(1));
            await killed.Time.Awaited(killed.Guider.SettlesAfter);
        }
        await using (var next = await DitherHost.Start(scratch))
            await next.Probe.Hears<MoveFailed>();
        var moves = traces.OfRound(round).Where(s => s.DisplayName == "dither").ToList();
        Assert.Equal(2, moves.Count);
        Assert.Single(moves.Select(m => m.ParentSpanId).Distinct());
        Assert.Contains("was restarted", moves[1].StatusDescription);
        Assert.Contains("MoveFailed", traces.Messages(round));
        Assert.Empty(traces.Orphans(round));
    }

    private async Task Order<T>(DitherHost host, T move)
        where T : class
    {
        using var span = TraceRecorder.Within(round);
        await host.Tell(move);
    }

    private IEnumerable<string> Calls(Activity move) =>
        traces.OfRound(round).Where(s => s.ParentSpanId == move.SpanId && s.Kind == ActivityKind.Client && s.Source.Name == "Sync.Dither").Select(s => s.DisplayName);
}
