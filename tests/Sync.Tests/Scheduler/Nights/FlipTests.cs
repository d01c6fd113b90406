using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>The target passes the meridian in the first round.</summary>
public class FlipTests
{
    [Fact]
    public async Task Behind_the_meridian_it_flips_instead_of_dithering_and_goes_on_with_the_same_target()
    {
        await using var night = await BehindTheMeridian();
        var flip = Assert.Single(night.Probe.All<Flip>());
        Assert.Equal(("M 31", 2, SideOfPier.East), (flip.Target, flip.Epoch, flip.To));
        Assert.Empty(night.Probe.All<Contracts.Dither>());
        Assert.Equal("Moving", await night.State());
        await night.CamerasAreReady();
        Assert.Equal(2, night.Probe.All<OpenShutters>().Count);
        await night.Settles(SideOfPier.East);
        Assert.Equal(4, night.Probe.All<OpenShutters>().Count);
        await night.Closes("a");
        await night.Closes("b");
        Assert.Single(night.Probe.All<Flip>());
        Assert.Single(night.Probe.All<Contracts.Dither>());
    }

    [Fact]
    public async Task It_is_told_as_a_move_of_its_own()
    {
        await using var night = await BehindTheMeridian();
        await night.Settles(SideOfPier.East);
        Assert.Equal(["slew", "flip"], (await night.Record()).Moves.Select(m => m.Kind));
    }

    [Theory]
    [InlineData(SideOfPier.East, 0)]
    [InlineData(null, 1)]
    public async Task It_flips_where_it_must_as_far_as_it_knows(SideOfPier? side, int flips)
    {
        await using var night = await BehindTheMeridian(side);
        Assert.Equal(flips, night.Probe.All<Flip>().Count);
    }

    [Fact]
    public async Task A_mount_that_does_not_flip_never_does()
    {
        await using var night = await BehindTheMeridian(settings: new() { ["Flip:Enabled"] = "false" });
        Assert.Empty(night.Probe.All<Flip>());
        Assert.Single(night.Probe.All<Contracts.Dither>());
    }

    [Fact]
    public async Task A_flip_that_fails_is_made_again_until_its_target_is_left_for_the_night()
    {
        await using var night = await BehindTheMeridian(settings: new() { ["Flip:Tries"] = "2" });
        await night.Fails();
        await night.Passes(10.1);
        Assert.Equal([2, 3], night.Probe.All<Flip>().Select(f => f.Epoch));
        Assert.Single(night.Probe.All<Slew>());
        await night.Fails();
        await night.Passes(20.1);
        Assert.Equal(2, night.Probe.All<Flip>().Count);
        Assert.Equal("Finishing", await night.State());
        Assert.Contains("did not flip", Assert.Single((await night.Row()).Left).Value);
    }

    [Fact]
    public async Task A_flip_that_succeeds_at_last_is_forgiven()
    {
        await using var night = await BehindTheMeridian(settings: new() { ["Flip:Tries"] = "2" });
        await night.Fails();
        await night.Passes(10.1);
        await night.Settles(SideOfPier.East);
        Assert.Equal("Imaging", await night.State());
        Assert.Equal(0, (await night.Row()).FailedFlips);
    }

    [Fact]
    public async Task Parked_telescopes_are_on_neither_side()
    {
        await using var night = await BehindTheMeridian();
        await night.IsUnsafe(1);
        await night.IsSafe(2);
        await night.Passes(10 * 60 + 1);
        Assert.Equal([1, 4], night.Probe.All<Slew>().Select(s => s.Epoch)); // the flip was the second move, the park the third
    }

    /// <summary>Its first round is closed, and what comes behind it has been ordered.</summary>
    private static async Task<NightStage> BehindTheMeridian(SideOfPier? side = SideOfPier.West, Dictionary<string, string?>? settings = null)
    {
        settings = new(settings ?? []) { ["Flip:AfterMeridian"] = "00:00:00" };
        var night = await NightStage.With(["a", "b"], settings: settings, transit: NightStage.Evening.AddSeconds(30));
        await night.Begins();
        await night.CamerasAreReady();
        await night.Settles(side);
        await night.Passes(60);
        await night.Closes("a");
        await night.Closes("b");
        return night;
    }
}
