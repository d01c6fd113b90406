using Sync.CameraAgent.Focusing;

namespace Sync.Tests.CameraAgent.Focusing;

public sealed class FocusNeedTests
{
    private static readonly FocusTriggers All = new(20, TimeSpan.FromHours(2), 2, 0.05, Filter: true);

    private static readonly SinceFocus Nothing = new() { Frames = 0, Time = TimeSpan.Zero, DegreesCelsius = (10, 10), Hfrs = [], OtherFilter = false };

    [Fact]
    public void What_has_come_farthest_decides()
    {
        var need = FocusNeed.Of(Nothing with { Frames = 10, Time = TimeSpan.FromMinutes(90), DegreesCelsius = (10, 11.2) }, All);
        Assert.Equal((0.75, "90 min since it was focused; 120 are the limit."), (need.Part, need.Reason));
        Assert.False(need.Part >= 1);
        Assert.True(need.Part >= 0.7);
    }

    [Fact]
    public void A_fall_of_temperature_counts_as_a_rise_does()
    {
        var need = FocusNeed.Of(Nothing with { DegreesCelsius = (10, 7.9) }, All);
        Assert.True(need.Part >= 1);
        Assert.Equal("-2.1 °C since it was focused; 2.0 are the limit.", need.Reason);
    }

    [Fact]
    public void Stars_that_grow_are_a_trend_and_one_bad_frame_is_none()
    {
        Assert.True(FocusNeed.Of(Nothing with { Hfrs = [2.00, 2.02, 2.05, 2.07, 2.10, 2.12] }, All).Part >= 1);
        Assert.False(FocusNeed.Of(Nothing with { Hfrs = [2.00, 2.01, 2.00, 2.40, 2.01, 2.00, 2.01] }, All).Part >= 1);
        Assert.Equal(0, FocusNeed.Of(Nothing with { Hfrs = [2.0, 2.5] }, All).Part);
    }

    [Fact]
    public void Another_filter_is_a_need_only_where_it_counts()
    {
        Assert.True(FocusNeed.Of(Nothing with { OtherFilter = true }, All).Part >= 1);
        Assert.Equal(0, FocusNeed.Of(Nothing with { OtherFilter = true }, All with { Filter = false }).Part);
    }

    [Fact]
    public void Without_triggers_nothing_is_ever_needed() => Assert.Equal(
        0,
        FocusNeed.Of(
            Nothing with { Frames = 500, Time = TimeSpan.FromHours(9), DegreesCelsius = (20, 0), Hfrs = [1, 2, 3, 4], OtherFilter = true },
            new(null, null, null, null, Filter: false)).Part);
}
