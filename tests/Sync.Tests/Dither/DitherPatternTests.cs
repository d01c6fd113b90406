using Sync.Dither.Patterns;

namespace Sync.Tests.Dither;

public sealed class DitherPatternTests
{
    [Fact]
    public void The_sky_never_leaves_a_square_of_five_places()
    {
        for (var step = 0; step < 1000; step++)
        {
            var (east, north) = DitherPattern.Place(step);
            Assert.InRange(east, -2, 2);
            Assert.InRange(north, -2, 2);
        }
    }

    [Fact]
    public void Each_step_is_one_amplitude_long()
    {
        for (var number = 1; number < 1000; number++)
            Assert.Equal(8, DitherPattern.Step(number, 8).Arcseconds, 9);
    }

    [Fact]
    public void Twenty_five_places_are_visited_before_any_is_again()
    {
        var places = Enumerable.Range(0, 25).Select(DitherPattern.Place).ToHashSet();
        Assert.Equal(25, places.Count);
        Assert.Equal((0, 0), DitherPattern.Place(0));
    }

    [Fact]
    public void After_a_period_the_sky_is_where_it_began()
    {
        var steps = Enumerable.Range(1, DitherPattern.Period).Select(n => DitherPattern.Step(n, 3)).ToList();
        Assert.Equal(0, steps.Sum(s => s.EastArcseconds), 9);
        Assert.Equal(0, steps.Sum(s => s.NorthArcseconds), 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Dithers_are_counted_from_one(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DitherPattern.Step(number, 3));
}
