using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>Cameras that come and go while a night is under way.</summary>
public class JoiningTests
{
    [Fact]
    public async Task A_camera_that_joins_an_open_round_has_as_many_frames_as_fit()
    {
        await using var night = await Imaging("packed", desired: 25);
        await night.Passes(100);
        await night.Appears("c");
        Assert.Equal(7, night.Probe.All<PrepareRound>().Single(p => p.Camera == "c").Slot.Frames); // what a and b were not given
        await night.CamerasAreReady();
        Assert.InRange(night.Probe.All<OpenShutters>().Single(o => o.Camera == "c").Window.TotalSeconds, 440, 453);
        await night.Closes("c", frames: 2);
        await night.Closes("a", frames: 9);
        await night.Closes("b", frames: 9);
        Assert.Equal(["a", "b", "c"], night.Probe.All<PrepareRound>().Skip(3).Select(p => p.Camera).Order());
        Assert.Equal(3, night.Probe.All<PrepareRound>().Skip(3).Sum(p => p.Slot.Frames)); // 5 are left of 25; one each is the better packed
    }

    [Fact]
    public async Task A_camera_that_joins_while_the_sky_moves_is_in_the_round_behind()
    {
        await using var night = await NightStage.Moving();
        await night.Appears("c");
        Assert.Equal(["a", "b", "c"], night.Probe.All<PrepareRound>().Select(p => p.Camera).Order());
        await night.CamerasAreReady();
        await night.Settles();
        Assert.Equal(3, night.Probe.All<OpenShutters>().Count);
    }

    [Fact]
    public async Task A_ready_camera_whose_agent_is_started_again_while_the_sky_moves_is_in_the_round_behind()
    {
        await using var night = await NightStage.Moving();
        await night.CamerasAreReady();
        await night.Passes(12);
        night.Hearts.Instances["b"] = Guid.NewGuid();
        await night.Appears("b");
        Assert.Equal(["a", "b", "b"], night.Probe.All<PrepareRound>().Select(p => p.Camera).Order());
        await night.Settles();
        Assert.Empty(night.Probe.All<OpenShutters>()); // b's stamp is forgotten with its process
        await night.CamerasAreReady();
        Assert.Equal(["a", "b"], night.Probe.All<OpenShutters>().Select(o => o.Camera).Order());
    }

    [Fact]
    public async Task A_camera_that_joins_while_nothing_is_left_for_it_is_given_nothing()
    {
        await using var night = await NightStage.Moving(desired: 2);
        await night.Appears("c");
        Assert.DoesNotContain(night.Probe.All<PrepareRound>(), p => p.Camera == "c");
    }

    [Theory]
    [InlineData("strict")]
    [InlineData("loose")]
    [InlineData("packed")]
    public async Task A_camera_that_falls_silent_has_no_further_round_until_it_is_heard_again(string mode)
    {
        await using var night = await Imaging(mode, 60);
        night.FallsSilent("b");
        await night.Passes(12);
        await night.Closes("a", frames: 1);
        await night.Closes("b", taken: false);
        for (var round = 2; round < 5; round++)
        {
            await night.CamerasAreReady();
            await night.Settles();
            await night.Closes("a");
        }
        Assert.Equal(1, night.Probe.All<PrepareRound>().Count(p => p.Camera == "b"));
        Assert.Equal(4, night.Probe.All<OpenShutters>().Count(o => o.Camera == "a"));
        await night.Appears("b");
        Assert.Equal(2, night.Probe.All<PrepareRound>().Count(p => p.Camera == "b"));
    }

    [Fact]
    public async Task A_camera_that_is_never_ready_is_waited_for_half_as_long_in_each_round_and_as_long_as_ever_when_it_was()
    {
        await using var night = await NightStage.Moving();
        foreach (var patience in new[] { 60.0, 30, 15 })
        {
            await night.Settles();
            var opened = night.Probe.All<OpenShutters>().Count;
            await OnlyAIsReady(night);
            await night.Passes(patience - 0.5);
            Assert.Equal(opened, night.Probe.All<OpenShutters>().Count);
            await night.Passes(1);
            Assert.Equal(opened + 1, night.Probe.All<OpenShutters>().Count);
            await night.Closes("a");
        }
        Assert.Equal(3, (await night.Row()).InVain["b"]);
        await night.CamerasAreReady();
        await night.Settles();
        await night.Closes("a");
        await night.Closes("b");
        Assert.Empty((await night.Row()).InVain);
    }

    private static async Task OnlyAIsReady(NightStage night)
    {
        var round = (await night.Row()).RoundId;
        await night.CamerasAreReady([.. night.Probe.All<PrepareRound>().Where(p => p.RoundId == round && p.Camera == "a")]);
    }

    private static async Task<NightStage> Imaging(string mode, int desired) =>
        await NightStage.Imaging(desired, new() { ["Rounds:Mode"] = mode });
}
