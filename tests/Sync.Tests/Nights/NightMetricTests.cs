using System.Data.Common;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.CameraAgent;
using Sync.Dither;
using Sync.Grader;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Nights;

/// <summary>What is measured of a whole night, beside its database.</summary>
public class NightMetricTests
{
    [Fact]
    public async Task The_metrics_of_a_night_agree_with_its_database()
    {
        MeterRecorder? meters = null;
        await RehearsedNight.Play(TimeSpan.FromMinutes(40), ["esprit", "redcat", "newton"], host => meters = Listen(host.Services), async host =>
        {
            var store = host.Services.GetRequiredService<Store>();
            var rounds = await store.Write(t => Task.FromResult(host.Services.GetRequiredService<SagaTable<Round>>().All(t)), CancellationToken.None);
            RoundsAgree(meters!, rounds);
            await store.Read(c => FramesAgree(meters!, c));
            await store.Read(c => MovesAgree(meters!, c));
            MessagesAgree(meters!);
        });
        meters!.Dispose();
    }

    private static MeterRecorder Listen(IServiceProvider services) => new(
        services.GetRequiredService<SchedulerMeter>().Meter, services.GetRequiredService<DitherMeter>().Meter, services.GetRequiredService<GraderMeter>().Meter,
        services.GetRequiredService<AgentMeter>().Meter, services.GetRequiredService<LedgerMeter>().Meter);

    private static void RoundsAgree(MeterRecorder meters, IReadOnlyList<Round> rounds)
    {
        var opened = rounds.Where(r => r.OpenedAt is not null).ToList();
        Assert.InRange(opened.Count, 5, 100);
        Assert.Equal(opened.Count, meters.Sum("sync.rounds", ("round.outcome", "opened")));
        Assert.Equal(rounds.Count - opened.Count, meters.Sum("sync.rounds", ("round.outcome", "given_up")));
        var dead = opened.Sum(r => (r.OpenedAt!.Value - r.StartedAt).TotalSeconds);
        Assert.Equal(dead, meters.Sum("sync.round.dead_time"), 6);
        Assert.Equal(dead, meters.Sum("sync.waiting", ("wait.cause", "move")) + meters.Sum("sync.waiting", ("wait.cause", "camera")), 6);
        Assert.Equal(opened.Count(r => r.SkyReadyAt != r.StartedAt), meters.All("sync.round.dead_time", ("round.moved", true)).Count);
    }

    private static bool FramesAgree(MeterRecorder meters, DbConnection c)
    {
        foreach (var (camera, state, count) in c.Query<(string, string, int)>("select camera, state, count(*) from frame group by camera, state"))
            Assert.Equal(count, meters.Sum("sync.frames", ("camera.name", camera), ("frame.verdict", state == "Accepted" ? "accepted" : "rejected")));
        Assert.Equal(c.ExecuteScalar<int>("select count(*) from frame"), meters.Sum("sync.frames"));
        foreach (var (camera, milliseconds) in c.Query<(string, long)>("select camera, sum(open_milliseconds) from camera_slot group by camera"))
            Assert.Equal(milliseconds / 1000.0, meters.Sum("sync.camera.open_shutter", ("camera.name", camera)), 6);
        Assert.Equal(
            c.Query<double>("select hfr_pixels from frame where hfr_pixels is not null").Order(),
            meters.All("sync.frame.hfr").Order());
        Assert.Equal(
            c.Query<long>("select max(opened) - min(opened) from frame group by round_id having count(*) > 1").Select(s => s / 1000.0).Order(),
            meters.All("sync.round.start_skew").Order());
        return true;
    }

    private static bool MovesAgree(MeterRecorder meters, DbConnection c)
    {
        foreach (var (kind, count) in c.Query<(string, int)>("select kind, count(*) from move where state = 'done' group by kind"))
            Assert.Equal(count, meters.Sum("sync.moves", ("move.kind", kind.ToLowerInvariant()), ("move.outcome", "settled")));
        var guided = c.ExecuteScalar<int>("select count(*) from move where kind in ('Slew', 'Dither')");
        Assert.Equal(guided, meters.All("sync.dither.settle").Count);
        Assert.Equal(guided, meters.All("sync.guiding.rms").Count);
        return true;
    }

    private static void MessagesAgree(MeterRecorder meters)
    {
        Assert.All(meters.All("sync.queue.delay"), d => Assert.True(d >= 0));
        Assert.NotEmpty(meters.All("sync.queue.delay", ("messaging.destination.name", "camera-esprit")));
        Assert.NotEmpty(meters.All("sync.outbox.delay", ("messaging.destination.name", "scheduler-round")));
        Assert.Equal(0, meters.Observed("sync.outbox.backlog"));
    }
}
