using Sync.Devices;
using Sync.Devices.Phd2;

namespace Sync.Tests.Devices.Phd2;

/// <summary>Sessions of a real PHD2, played to the driver.</summary>
public sealed class RecordedSessionTests
{
    private static readonly Settle Settle = new(1.5, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(60));

    [Fact]
    public async Task It_calibrates_guides_and_settles()
    {
        await using var phd2 = new RecordedPhd2("03-guide-calibrate-settle") { Knows = { ["get_app_state"] = "Stopped" } };
        await using var guider = await Connected(phd2);
        var result = await guider.Start(Settle, default);
        Assert.NotNull(result.RmsArcseconds);
        Assert.Contains(phd2.Requests, r => r.Contains("\"method\":\"guide\"") && r.Contains("{\"pixels\":1.5,\"time\":8,\"timeout\":60}"));
        Assert.Equal(1.93373, guider.PixelArcseconds);
    }

    [Fact]
    public async Task A_dither_settles_though_its_events_come_before_its_answer()
    {
        await using var phd2 = new RecordedPhd2("04-dither-5px-settled");
        await using var guider = await Connected(phd2);
        await guider.Dither(new SkyOffset(5 * 1.93373, 0.1), Settle, default);
        Assert.Contains(phd2.Requests, r => r.Contains("\"method\":\"dither\"") && r.Contains("\"amount\":5"));
    }

    [Fact]
    public async Task Four_dithers_in_a_row_settle_each_by_its_own()
    {
        await using var phd2 = new RecordedPhd2("16-dither-sequence");
        await using var guider = await Connected(phd2);
        for (var i = 0; i < 4; i++)
            await guider.Dither(new SkyOffset(4, i == 3 ? 0 : 4), Settle, default);
        Assert.Equal([false, false, false, true], phd2.Requests.Where(r => r.Contains("\"dither\"")).Select(r => r.Contains("\"raOnly\":true")));
    }

    [Fact]
    public async Task An_own_time_out_of_phd2_fails_with_its_words()
    {
        await using var phd2 = new RecordedPhd2("05-dither-settle-timeout");
        await using var guider = await Connected(phd2);
        Assert.EndsWith("the dither failed: timed-out waiting for guider to settle", await Trouble(() => guider.Dither(new SkyOffset(4, 4), Settle, default)));
    }

    [Fact]
    public async Task A_dither_that_is_refused_while_another_settles_says_so()
    {
        await using var phd2 = new RecordedPhd2("06-dither-during-settling", from: 1);
        await using var guider = await Connected(phd2);
        Assert.Contains("refused dither: Cannot initiate dither while dither is in progress", await Trouble(() => guider.Dither(new SkyOffset(4, 4), Settle, default)));
    }

    [Fact]
    public async Task A_dither_waits_for_a_settle_that_somebody_else_began()
    {
        await using var phd2 = new RecordedPhd2("07-two-clients");
        await using var guider = await Connected(phd2);
        phd2.Knows["get_settling"] = true;
        var dither = guider.Dither(new SkyOffset(4, 4), Settle, default);
        await phd2.Asked("get_settling", times: 3);
        Assert.DoesNotContain(phd2.Requests, r => r.Contains("\"dither\""));
        phd2.Knows["get_settling"] = false;
        phd2.Say("""{"Event":"SettleDone","Timestamp":1.0,"Host":"vm","Inst":1,"Status":1,"Error":"timed-out waiting for guider to settle","TotalFrames":9,"DroppedFrames":0}""");
        await dither;
    }

    [Fact]
    public async Task Guiding_that_is_stopped_while_it_settles_fails_at_once()
    {
        await using var phd2 = new RecordedPhd2("11-stop-during-settle");
        await using var guider = await Connected(phd2);
        var start = guider.Start(Settle, default);
        await phd2.Asked("\"guide\"");
        phd2.Skip();
        phd2.Skip();
        Assert.EndsWith("failed: Guiding stopped", await Trouble(() => start));
    }

    [Fact]
    public async Task A_failed_calibration_fails_the_start_and_is_not_tried_again_with_the_same_star()
    {
        await using var phd2 = new RecordedPhd2("13-calibration-failed", from: 3) { Knows = { ["get_app_state"] = "Stopped" } };
        await using var guider = await Connected(phd2);
        Assert.Contains("calibration failed: RA Calibration Failed: star did not move enough", await Trouble(() => guider.Start(Settle, default)));
        phd2.Knows["get_app_state"] = "Selected";
        _ = guider.Start(Settle, default);
        await phd2.Asked("stop_capture");
    }

    [Fact]
    public async Task A_star_that_is_lost_and_found_is_told_and_kept()
    {
        await using var phd2 = new RecordedPhd2("09-star-lost-recovered");
        await using var guider = await Connected(phd2);
        var told = new List<bool>();
        guider.Turned += t => told.Add(t.Lost);
        await Started(phd2, guider);
        phd2.Skip();
        phd2.Skip();
        await Heard(phd2, guider);
        Assert.Equal([true, false], told);
        Assert.Equal(21, guider.Log.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count(s => !s.HasStar));
    }

    [Fact]
    public async Task A_new_guide_that_only_settles_needs_no_star_to_be_chosen()
    {
        await using var phd2 = new RecordedPhd2("15-fast-profile-guide-from-scratch", from: 3) { Knows = { ["get_app_state"] = "Stopped" } };
        await using var guider = await Connected(phd2);
        var result = await guider.Start(Settle, default);
        Assert.Equal(5, guider.Log.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count(s => s.Settling));
        Assert.InRange(result.RmsArcseconds!.Value, 0.1, 2);
    }

    [Fact]
    public async Task A_real_camera_and_mount_guide_and_dither()
    {
        await using var phd2 = new RecordedPhd2("21-indi-guide-from-connected", from: 3);
        await using var guider = await Connected(phd2);
        await guider.Start(Settle, default);
        await guider.Dither(new SkyOffset(4, 4), Settle, default);
    }

    [Fact]
    public async Task It_stops()
    {
        await using var phd2 = new RecordedPhd2("22-stop-disconnect-shutdown");
        await using var guider = await Connected(phd2);
        await guider.Stop(default);
        Assert.Single(phd2.Requests, r => r.Contains("stop_capture"));
    }

    [Fact]
    public async Task Equipment_that_is_off_is_connected()
    {
        await using var phd2 = new RecordedPhd2("01-connect") { Knows = { ["get_connected"] = false, ["get_app_state"] = "Stopped" } };
        phd2.Heeds = method => phd2.Knows["get_connected"] = method == "set_connected" || (bool)phd2.Knows["get_connected"]!;
        await using var guider = await Connected(phd2);
        Assert.Single(phd2.Requests, r => r.Contains("\"set_connected\",\"params\":[true]"));
    }

    /// <summary>A GuideStep of its own makes sure that all before it was heard.</summary>
    private static async Task Heard(RecordedPhd2 phd2, Phd2Guider guider)
    {
        var steps = guider.Log.Count;
        phd2.Say("""{"Event":"GuideStep","RADistanceRaw":0,"DECDistanceRaw":0,"AvgDist":0,"SNR":1}""");
        await guider.OnSide(PierSide.East, default);
        Assert.True(guider.Log.Count > steps);
    }

    /// <summary>By a guide that only settles.</summary>
    private static async Task Started(RecordedPhd2 phd2, Phd2Guider guider)
    {
        phd2.Knows["guide"] = 0;
        var start = guider.Start(Settle, default);
        await phd2.Asked("\"guide\"");
        phd2.Say("""{"Event":"SettleDone","Status":0,"TotalFrames":1,"DroppedFrames":0}""");
        await start;
    }

    private static async Task<string> Trouble(Func<Task> verb) => (await Assert.ThrowsAsync<DeviceException>(verb)).Message;

    internal static async Task<Phd2Guider> Connected(RecordedPhd2 phd2, TimeProvider? time = null)
    {
        var guider = new Phd2Guider(phd2.Address, time ?? TimeProvider.System, new() { DithersByItself = true });
        await guider.Connect(default);
        return guider;
    }
}
