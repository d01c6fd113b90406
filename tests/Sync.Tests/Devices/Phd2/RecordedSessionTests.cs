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
        Assert.Contains(phd2.Requests, r => r.Contains("\"method\":\"dither\"") && r.Contains("\"amount\":5.00"));
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

    internal static async Task<Phd2Guider> Connected(RecordedPhd2 phd2, TimeProvider? time = null)
    {
        var guider = new Phd2Guider(phd2.Address, time ?? TimeProvider.System, new() { DithersByItself = true });
        await guider.Connect(default);
        return guider;
    }
}
