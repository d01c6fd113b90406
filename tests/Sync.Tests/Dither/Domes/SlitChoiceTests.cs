using Sync.Astro.Domes;
using Sync.Dither.Domes;

namespace Sync.Tests.Dither.Domes;

/// <summary>A slit of 0.8 m for telescopes of 0.1 m, seen at 2 m: 10.08° to either side.</summary>
public class SlitChoiceTests
{
    private static readonly SlitChoice Slit = new(0.8, 0.1);

    [Theory]
    [InlineData(100, 100, null)]
    [InlineData(105, 100, null)]
    [InlineData(94.9, 100, 100.0)]
    [InlineData(105.1, 100, 100.0)]
    [InlineData(357, 2, null)]
    [InlineData(352, 2, 2.0)]
    public void It_turns_when_it_is_off_by_more_than_half_of_what_the_slit_allows(double dome, double aim, double? turn) =>
        Assert.Equal(turn, Slit.Turn(dome, new(aim, 2), new(aim, 2)));

    [Fact]
    public void It_turns_when_it_would_be_in_the_way_before_it_may_turn_again()
    {
        Assert.Null(Slit.Turn(100, new(100, 2), new(110, 2)));
        Assert.Equal(104.03, Slit.Turn(100, new(100, 2), new(110.2, 2))!.Value, 0.01);
    }

    [Fact]
    public void It_leads_by_half_the_way_of_the_sky_and_never_too_far()
    {
        Assert.Equal(2, Slit.Turn(80, new(100, 2), new(104, 2))!.Value - 100, 1e-9);
        Assert.Equal(-2, Slit.Turn(80, new(100, 2), new(96, 2))!.Value - 100, 1e-9);
        var led = Slit.Turn(80, new(100, 2), new(170, 2))!.Value;
        Assert.InRange(led, 104, 105);
        Assert.Equal(359, Slit.Turn(80, new(1, 2), new(357, 2))!.Value, 1e-9);
    }

    [Fact]
    public void One_of_which_nobody_knows_where_it_stands_is_turned() => Assert.Equal(100, Slit.Turn(null, new(100, 2), new(100, 2)));

    [Fact]
    public void Near_the_zenith_it_may_stand_anywhere() => Assert.Null(Slit.Turn(280, new(100, 0.3), new(200, 0.3)));
}
