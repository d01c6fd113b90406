using Sync.Contracts;
using Sync.Scheduler;
using Sync.Scheduler.Fleet;
using Sync.Tests.Scheduler.Nights;

namespace Sync.Tests.Scheduler.Fleet;

public class FleetTests
{
    [Fact]
    public async Task A_camera_silent_for_ten_seconds_is_lost_once()
    {
        await using var night = await NightStage.Moving();
        await night.Passes(1);
        night.FallsSilent("b");
        await night.Passes(7); // its last beat may be up to three seconds old
        Assert.Empty(night.Probe.All<CameraLost>());
        await night.Passes(4);
        var lost = Assert.Single(night.Probe.All<CameraLost>());
        Assert.Equal(("b", TimeSpan.FromSeconds(10)), (lost.Camera, lost.Silent));
        Assert.Equal((await night.Row()).RoundId, lost.RoundId);
        await night.Passes(60);
        Assert.Single(night.Probe.All<CameraLost>());
    }

    [Fact]
    public async Task A_lost_camera_that_is_heard_again_has_joined_and_can_be_lost_again()
    {
        await using var night = await NightStage.Moving();
        night.FallsSilent("b");
        await night.Passes(14);
        var before = night.Probe.All<CameraJoined>().Count;
        await night.Appears("b");
        Assert.Equal("b", Assert.Single(night.Probe.All<CameraJoined>().Skip(before)).Camera);
        await night.Passes(30);
        Assert.Equal(before + 1, night.Probe.All<CameraJoined>().Count);
        night.FallsSilent("b");
        await night.Passes(14);
        Assert.Equal(2, night.Probe.All<CameraLost>().Count);
    }

    [Fact]
    public void A_camera_whose_agent_was_started_again_has_joined_again()
    {
        var (fleet, first) = (new CameraFleet(new(), TimeProvider.System), Guid.NewGuid());
        Assert.True(fleet.Hear(Beat(first)));
        Assert.False(fleet.Hear(Beat(first)));
        Assert.True(fleet.Hear(Beat(Guid.NewGuid())));

        static CameraHeartbeat Beat(Guid instance) => new()
        {
            Camera = "a", Instance = instance, Filters = [], Profile = "a", PixelArcseconds = 1, Activity = CameraActivity.SyncWait,
            ExposureEnds = null, Exposure = null, Readout = null, SentAt = DateTimeOffset.UnixEpoch,
        };
    }

    [Fact]
    public async Task A_lost_camera_is_left_out_of_the_next_round()
    {
        await using var night = await NightStage.Imaging();
        night.FallsSilent("b");
        await night.Passes(60); // for an expected camera the night listens through its first minute
        await night.Closes("a");
        await night.Closes("b", taken: false);
        Assert.Equal("a", Assert.Single(night.Probe.All<PrepareRound>().Skip(2)).Camera);
    }

    [Fact]
    public async Task Cameras_whose_hearts_beat_are_not_lost()
    {
        await using var night = await NightStage.Moving();
        await night.Passes(300);
        Assert.Empty(night.Probe.All<CameraLost>());
    }

    [Fact]
    public async Task Without_a_round_nobody_is_told_of_a_lost_camera()
    {
        await using var night = await NightStage.With(["a"]);
        night.FallsSilent("a");
        await night.Passes(60);
        Assert.Empty(night.Probe.All<CameraLost>());
    }

    [Fact]
    public void A_gauge_shows_how_many_can_take_part()
    {
        var time = new FakeTime();
        var fleet = new CameraFleet(new(), time);
        using var meter = new SchedulerMeter(fleet);
        using var meters = new MeterRecorder(meter.Meter);
        Assert.Equal(0, meters.Observed("sync.cameras.present"));
        foreach (var (camera, activity) in new[] { ("a", CameraActivity.SyncWait), ("b", CameraActivity.Ready), ("c", CameraActivity.Failed) })
        {
            fleet.Hear(new CameraHeartbeat
            {
                Camera = camera, Instance = Guid.Empty, Filters = [], Profile = camera, PixelArcseconds = 1, Activity = activity,
                ExposureEnds = null, Exposure = null, Readout = null, SentAt = time.GetUtcNow(),
            });
        }
        Assert.Equal(2, meters.Observed("sync.cameras.present"));
    }
}
