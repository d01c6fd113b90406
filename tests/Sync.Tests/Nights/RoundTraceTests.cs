using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Tests.Nights;

/// <summary>The live spans of a whole night.</summary>
public class RoundTraceTests
{
    private static readonly string[] Everyone = ["prepare", "select filter", "configure camera", "ready", "expose", "download", "save", "measure", "judge"];

    [Fact]
    public async Task Every_round_of_a_night_has_all_its_work_and_nothing_else_in_its_own_trace()
    {
        using var traces = new TraceRecorder();
        IReadOnlyList<RoundRow> rounds = [];
        await RehearsedNight.Play(TimeSpan.FromMinutes(40), ["esprit", "redcat", "newton"], _ => { }, async host => rounds = await Rounds(host));
        Assert.InRange(rounds.Count, 5, 100);
        foreach (var round in rounds.Select(r => r.Id))
        {
            var spans = traces.OfRound(round);
            Assert.Empty(traces.Orphans(round));
            Assert.Equal(Traces.OfRound(round).SpanId, Assert.Single(spans, s => s.DisplayName == "begin round").ParentSpanId);
            Assert.All(spans.Where(s => s.GetTagItem("round.id") is not null), s => Assert.Equal(round.ToString("N"), s.GetTagItem("round.id")));
            Assert.Empty(traces.Messages(round).Intersect(["CameraHeartbeat", "Park", "Rest", "Wake", "CheckReadiness", "ReadinessReported", "StartNight"]));
        }
        foreach (var round in rounds)
            ShowsItsWork(round, traces);
    }

    private static void ShowsItsWork(RoundRow round, TraceRecorder traces)
    {
        var spans = traces.OfRound(round.Id);
        var byCamera = spans.Where(s => s.GetTagItem("camera.name") is not null).ToLookup(s => (string)s.GetTagItem("camera.name")!, s => s.DisplayName);
        Assert.Equal(round.Cameras, byCamera.Count);
        Assert.All(byCamera, c => Assert.Empty(Everyone.Except(c).Except(["select filter", "configure camera"])));
        Assert.Empty(Everyone.Except(spans.Select(s => s.DisplayName)));
        Assert.Superset(
            new HashSet<string> { "StartRound", "PrepareRound", "CameraReady", "OpenShutters", "ShutterOpened", "ShutterClosed", "RoundClosed", "FrameSaved", "GradeFrame", "FrameGraded" },
            traces.Messages(round.Id).ToHashSet());
        Assert.All(spans.Where(s => s.DisplayName == "database write"), s => Assert.Equal((ActivityKind.Client, "sqlite"), (s.Kind, s.GetTagItem("db.system.name"))));
        Assert.Contains(spans, s => s.DisplayName == "scheduler-round process");
        if (spans.SingleOrDefault(s => s.DisplayName is "slew" or "dither") is not { } move)
            return;
        Assert.Contains(spans, s => s.ParentSpanId == move.SpanId && s.DisplayName is "mount slew" or "guider dither");
        Assert.True(move.GetTagItem("guiding.rms_arcsec") is double and > 0);
        Assert.True(move.GetTagItem("settle.seconds") is double and > 0);
    }

    private static Task<IReadOnlyList<RoundRow>> Rounds(IHost host) => host.Services.GetRequiredService<Store>().Read<IReadOnlyList<RoundRow>>(c =>
        [.. c.Query<(string Id, int Cameras)>("select round_id, count(*) from allotment group by round_id").Select(r => new RoundRow(Guid.Parse(r.Id), r.Cameras))]);

    private sealed record RoundRow(Guid Id, int Cameras);
}
