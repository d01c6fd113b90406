using Sync.Astro.Coordinates;

namespace Sync.Tests.Astro.Coordinates;

public class SkylineTests
{
    [Theory]
    [InlineData("# garden\n0 10\n90\t20\r\n\n180, 40\n270;10\n")]
    [InlineData("270 10\n180 40\n-270 20\n360 10")]
    [InlineData("0.0 10.0\n0 5\n90 20\n180 40 a tree\n270 10")]
    public void Points_are_joined_by_straight_lines_all_around(string text)
    {
        var skyline = Skyline.Parse(text);
        Assert.Equal([10, 15, 20, 30, 40, 25, 10, 10], new[] { 0, 45, 90, 135, 180, 225, 270, 315.0 }.Select(skyline.AltitudeDegrees));
    }

    [Fact]
    public void One_point_is_the_same_all_around()
    {
        var wall = Skyline.Parse("123 15");
        Assert.Equal([15, 15, 15], new[] { 0.0, 123, 359 }.Select(wall.AltitudeDegrees));
    }

    [Fact]
    public void It_is_closed_through_north()
    {
        var skyline = Skyline.Parse("350 10\n10 30");
        Assert.Equal([20, 15, 25], new[] { 0.0, 355, 5 }.Select(skyline.AltitudeDegrees));
        Assert.Equal(20, skyline.AltitudeDegrees(180));
    }

    [Theory]
    [InlineData("0 10\nnorth 20", "Line 2 of the horizon is \"north 20\"")]
    [InlineData("0", "Line 1 of the horizon is \"0\"")]
    [InlineData("0 91", "-90 to 90")]
    [InlineData("361 9", "-360 to 360")]
    [InlineData("0 NaN", "Line 1")]
    [InlineData("# nothing\n\n", "has no points")]
    public void What_is_no_horizon_is_refused_with_its_line(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<FormatException>(() => Skyline.Parse(text)).Message);
}
