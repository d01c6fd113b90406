using Sync.CameraAgent.Focusing;

namespace Sync.Tests.CameraAgent.Focusing;

public sealed class FocusNeedTests
{
    private static readonly FocusTriggers All = new(20, TimeSpan.FromHours(2), 2, 0.05, Filter: true, AtStart: true);

    private static readonly SinceFocus Nothing = new() { Frames = 0, Time = TimeSpan.Zero, DegreesCelsius = (10, 10), Hfrs = [], OtherFilter = false, Tonight = true };

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
    public void Not_being_focused_tonight_is_a_need_only_where_it_counts()
    {
        Assert.True(FocusNeed.Of(Nothing with { Tonight = false }, All).Part >= 1);
        Assert.Equal(0, FocusNeed.Of(Nothing with { Tonight = false }, All with { AtStart = false }).Part);
    }

    [Theory]
    [InlineData(0, "2026-11-09T11:59Z", "2026-11-09T20:00Z", false)]
    [InlineData(0, "2026-11-09T12:01Z", "2026-11-09T20:00Z", true)]
    [InlineData(0, "2026-11-09T20:00Z", "2026-11-10T11:00Z", true)]
    [InlineData(0, "2026-11-09T20:00Z", "2026-11-10T12:01Z", false)]
    [InlineData(-120, "2026-11-09T19:59Z", "2026-11-10T04:00Z", false)] // noon is at 20 h UTC
    [InlineData(-120, "2026-11-09T20:01Z", "2026-11-10T04:00Z", true)]
    [InlineData(165, "2026-11-09T00:59Z", "2026-11-09T10:00Z", false)] // noon is at 1 h UTC
    [InlineData(165, "2026-11-09T01:01Z", "2026-11-09T10:00Z", true)]
    public void A_night_begins_with_the_noon_of_the_site(double longitude, string focused, string now, bool tonight)
    {
        var row = new FocusRow { Camera = "wide", Position = 5000, HfrPixels = 2, FocusedAt = At(focused).ToUnixTimeMilliseconds() };
        Assert.Equal(tonight, row.FoundTonight(At(now), longitude));
        Assert.False((row with { HfrPixels = null }).FoundTonight(At(now), longitude)); // as it was found: nobody has looked
    }

    [Fact]
    public void Without_triggers_nothing_is_ever_needed() => Assert.Equal(
        0,
        FocusNeed.Of(
            Nothing with { Frames = 500, Time = TimeSpan.FromHours(9), DegreesCelsius = (20, 0), Hfrs = [1, 2, 3, 4], OtherFilter = true, Tonight = false },
            new(null, null, null, null, Filter: false, AtStart: false)).Part);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
