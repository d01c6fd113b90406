using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Phd2;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Phd2;

/// <summary>What may happen at night, before a simulated PHD2 whose time runs five times as fast.</summary>
public sealed class Phd2TroubleTests
{
    private static readonly Settle Settle = new(1.5, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
    private static readonly SkyOffset Offset = new(6, 8);
    private readonly ScaledTime time = new(TimeProvider.System.GetUtcNow(), Rehearsal.Evening, 5);

    [Fact]
    public async Task A_settle_that_is_paused_ends_by_our_own_deadline()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true }.Started();
        await using var guider = await Guiding(phd2);
        var dither = guider.Dither(Offset, Settle, default);
        await phd2.Asked("\"guide\"", times: 2);
        phd2.Pause(true);
        Assert.Contains("did not settle within 10 s, and PHD2 did not say so, paused as it is", await Trouble(() => dither));
        Assert.Contains("it has been settling for 4.5 s already", await Trouble(() => guider.Dither(Offset, Settle with { Timeout = TimeSpan.FromSeconds(1) }, default)));
        await guider.Start(Settle, default);
        Assert.Equal("Guiding", phd2.State);
    }

    [Fact]
    public async Task A_guide_camera_that_hangs_ends_by_our_own_deadline()
    {
        await using var phd2 = new SimulatedPhd2(time) { Hung = true }.Started();
        await using var guider = await Connected(phd2);
        Assert.Contains("no frame of the guide camera for 31.5 s", await Trouble(() => guider.Start(Settle, default)));
    }

    [Fact]
    public async Task A_star_that_is_lost_while_it_settles_fails_the_dither_and_guiding_goes_on_when_it_is_back()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true }.Started();
        await using var guider = await Guiding(phd2);
        phd2.StarGone = true;
        Assert.Matches(@"timed-out waiting for guider to settle \(\d+ of \d+ frames without the star\)", await Trouble(() => guider.Dither(Offset, Settle, default)));
        phd2.StarGone = false;
        await guider.Start(Settle, default);
        await guider.Dither(Offset, Settle, default);
    }

    /// <summary>PHD2's smoothed distance lets a new lock position pass for settled while the star is still on its way.</summary>
    [Fact]
    public async Task A_star_on_its_way_to_a_new_lock_position_is_not_settled_though_phd2_says_so()
    {
        var lenient = new Settle(3, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60));
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true, Slackness = 0.9 }.Started();
        await using var guider = await Guiding(phd2);
        var early = 0.0;
        phd2.Settled += error => early = error;
        await guider.Dither(Offset, lenient, default);
        Assert.InRange(early, 3.001, 5);
        Assert.All(guider.Log.Between(Rehearsal.Evening, time.GetUtcNow()).Where(s => s.RightAscensionPixels < -1.9), s => Assert.True(s.Settling));
        Assert.InRange(phd2.ErrorPixels, 0, 3);
    }

    [Fact]
    public async Task A_calibration_that_failed_is_made_anew_by_the_next_start()
    {
        await using var phd2 = new SimulatedPhd2(time) { CalibrationFails = true }.Started();
        await using var guider = await Connected(phd2);
        Assert.Contains("calibration failed: RA Calibration Failed", await Trouble(() => guider.Start(Settle, default)));
        phd2.CalibrationFails = false;
        await guider.Start(Settle, default);
    }

    [Fact]
    public async Task A_wait_that_was_cut_leaves_phd2_to_its_settle_and_the_next_start_begins_anew()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true }.Started();
        await using var guider = await Guiding(phd2);
        using var cut = new CancellationTokenSource();
        var dither = guider.Dither(Offset, Settle, cut.Token);
        await phd2.Asked("\"guide\"", times: 2);
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dither);
        await guider.Start(Settle, default);
        Assert.Single(phd2.Requests, r => r.Contains("stop_capture"));
    }

    [Fact]
    public async Task A_stop_ends_a_dither_and_is_no_loss()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true }.Started();
        await using var guider = await Guiding(phd2);
        guider.Turned += t => Assert.Fail($"told {t}");
        var dither = guider.Dither(Offset, Settle, default);
        await phd2.Asked("\"guide\"", times: 2);
        await guider.Stop(default);
        Assert.EndsWith("the dither failed: Guiding stopped", await Trouble(() => dither));
        Assert.Equal("Stopped", phd2.State);
    }

    [Fact]
    public async Task Phd2_killed_in_mid_settle_fails_at_once_and_is_found_again_when_it_is_back()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true }.Started();
        await using var guider = await Guiding(phd2);
        var dither = guider.Dither(Offset, Settle, default);
        await phd2.Asked("\"guide\"", times: 2);
        phd2.Hang();
        Assert.Contains("lost the connection", await Trouble(() => dither));
        await phd2.Asked("get_settling", times: 4);
        await guider.Start(Settle, default);
        Assert.Equal(2, phd2.Connections);
    }

    [Fact]
    public async Task It_comes_back_by_itself_and_tells_that_guiding_was_lost_meanwhile()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true }.Started();
        await using var guider = await Guiding(phd2);
        var back = new TaskCompletionSource();
        var told = new List<bool>();
        guider.Turned += t =>
        {
            told.Add(t.Lost);
            if (!t.Lost)
                back.SetResult();
        };
        phd2.Hang();
        await back.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([true, false], told);
    }

    [Fact]
    public async Task With_nobody_there_each_call_says_so()
    {
        var phd2 = new SimulatedPhd2(time).Started();
        await using var guider = await Connected(phd2);
        await phd2.DisposeAsync();
        Assert.Contains("PHD2 127.0.0.1:", await Trouble(() => guider.Connect(default)));
        Assert.Matches("no connection|lost the connection", await Trouble(() => guider.Dither(Offset, Settle, default))); // as far as it has noticed
    }

    [Theory]
    [InlineData(57123.9, 1)]
    [InlineData(22, 0)]
    public async Task Its_calibration_is_turned_once_a_flip_where_the_mount_tells_phd2_nothing(double declination, int turns)
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true, DeclinationDegrees = declination }.Started();
        await using var guider = await Connected(phd2);
        foreach (var side in new[] { PierSide.East, PierSide.East, PierSide.West, PierSide.West })
            await guider.OnSide(side, default);
        Assert.Equal(turns, phd2.Requests.Count(r => r.Contains("flip_calibration")));
    }

    [Fact]
    public async Task The_lock_position_moves_by_the_offset()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true }.Started();
        await using var guider = await Guiding(phd2);
        await guider.Dither(new SkyOffset(3, -4), Settle, default);
        Assert.Equal((401.5, 298), phd2.LockPosition);
    }

    [Fact]
    public async Task Steps_are_kept_and_those_of_settles_marked()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true }.Started();
        await using var guider = await Guiding(phd2);
        var steps = guider.Log.Between(Rehearsal.Evening, Rehearsal.Evening.AddDays(1));
        Assert.InRange(steps.Count(s => s.Settling), 3, steps.Count);
        Assert.All(steps, s => Assert.Equal(2, s.PixelArcseconds));
    }

    [Theory]
    [InlineData("Off")]
    [InlineData("North")]
    public async Task Where_declination_is_not_guided_both_ways_a_dither_goes_along_right_ascension(string mode)
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true, DeclinationMode = mode }.Started();
        await using var guider = await Guiding(phd2);
        await guider.Dither(Offset, Settle, default);
        Assert.Equal((403, 300), phd2.LockPosition);
    }

    [Fact]
    public async Task A_dither_needs_to_know_the_scale()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true, PixelArcseconds = null }.Started();
        await using var guider = await Guiding(phd2);
        Assert.Null(guider.PixelArcseconds);
        Assert.Contains("does not know its pixel scale", await Trouble(() => guider.Dither(Offset, Settle, default)));
    }

    [Theory]
    [InlineData("Backyard", "PHD2 127.0.0.1:* has no profile 'Backyard'; it has Main, Travel")]
    [InlineData("Travel", null)]
    public async Task The_profile_is_the_one_asked_for(string profile, string? trouble)
    {
        await using var phd2 = new SimulatedPhd2(time).Started();
        await using var guider = new Phd2Guider(phd2.Address, time, new() { Profile = profile });
        if (trouble is null)
        {
            await guider.Connect(default);
            Assert.Equal(["set_connected\",\"params\":[false]", "set_profile\",\"params\":[2]", "set_connected\",\"params\":[true]"],
                phd2.Requests.Where(r => r.Contains("\"set_")).Select(r => r.Split("\"method\":\"")[1].Split(",\"id\"")[0]));
        }
        else
            Assert.EndsWith(trouble.Split('*')[1].Trim(), await Trouble(() => guider.Connect(default)));
    }

    [Fact]
    public async Task A_profile_is_not_changed_while_another_guides()
    {
        await using var phd2 = new SimulatedPhd2(time) { Calibrated = true }.Started();
        await using var first = await Guiding(phd2);
        await using var guider = new Phd2Guider(phd2.Address, time, new() { Profile = "Travel" });
        Assert.Contains("is busy with the profile 'Main' (Guiding), not 'Travel'", await Trouble(() => guider.Connect(default)));
    }

    private static async Task<string> Trouble(Func<Task> verb) => (await Assert.ThrowsAsync<DeviceException>(verb)).Message;

    private async Task<Phd2Guider> Guiding(SimulatedPhd2 phd2)
    {
        var guider = await Connected(phd2);
        await guider.Start(Settle, default);
        return guider;
    }

    private async Task<Phd2Guider> Connected(SimulatedPhd2 phd2)
    {
        var guider = new Phd2Guider(phd2.Address, time);
        await guider.Connect(default);
        return guider;
    }
}
