using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>What is counted of a night, and how often.</summary>
public class MetricTests
{
    [Fact]
    public async Task A_wait_for_cameras_counts_when_a_camera_ends_it()
    {
        await using var night = await NightStage.With([]);
        using var meters = new MeterRecorder(night.Meter);
        await night.Begins();
        await night.Passes(100);
        await night.Appears("a");
        Assert.Equal("Moving", await night.State());
        Assert.Equal(100, meters.Sum("sync.waiting", ("wait.cause", "cameras")), 1);
        Assert.Equal(meters.Sum("sync.waiting"), meters.Sum("sync.waiting", ("wait.cause", "cameras")));
    }

    [Fact]
    public async Task A_stop_ends_a_wait_too()
    {
        await using var night = await NightStage.With([]);
        using var meters = new MeterRecorder(night.Meter);
        await night.Begins();
        await night.Passes(40);
        await night.Stops();
        await night.Settles();
        Assert.Equal(40, meters.Sum("sync.waiting", ("wait.cause", "cameras")), 1);
    }

    [Fact]
    public async Task A_failed_move_costs_its_own_time_and_the_pause_after_it()
    {
        await using var night = await NightStage.Moving();
        using var meters = new MeterRecorder(night.Meter);
        await night.Passes(30);
        await night.Fails();
        await night.Passes(10.1);
        Assert.Equal(30, meters.Sum("sync.waiting", ("wait.cause", "move")), 1);
        Assert.Equal(10, meters.Sum("sync.waiting", ("wait.cause", "failure")), 1);
        Assert.Equal([1], meters.All("sync.rounds", ("round.outcome", "given_up")));
    }

    [Fact]
    public async Task Whoever_is_ready_last_is_who_was_waited_for()
    {
        await using var night = await NightStage.Moving();
        using var meters = new MeterRecorder(night.Meter);
        await night.Passes(20);
        await night.Settles();
        await night.CamerasAreReady([night.Probe.All<PrepareRound>().Single(p => p.Camera == "b")]);
        await night.Passes(7);
        await night.CamerasAreReady([night.Probe.All<PrepareRound>().Single(p => p.Camera == "a")]);
        Assert.Equal(20, meters.Sum("sync.waiting", ("wait.cause", "move")), 1);
        Assert.Equal(7, meters.Sum("sync.waiting", ("wait.cause", "camera"), ("camera.name", "a")), 1);
        Assert.Equal(27, Assert.Single(meters.All("sync.round.dead_time", ("round.moved", true))), 1);
    }

    [Fact]
    public async Task A_lost_frame_counts_once_though_it_is_told_twice()
    {
        await using var night = await NightStage.Imaging();
        using var meters = new MeterRecorder(night.Meter);
        await night.Loses("a");
        await night.Loses("a");
        Assert.Equal([1], meters.All("sync.frames", ("camera.name", "a"), ("frame.verdict", "lost")));
    }
}
