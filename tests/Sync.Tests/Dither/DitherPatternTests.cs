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
            Assert.Equal(8, DitherPattern.Step(number - 1, number, 8).Arcseconds, 9);
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
        var steps = Enumerable.Range(1, DitherPattern.Period).Select(n => DitherPattern.Step(n - 1, n, 3)).ToList();
        Assert.Equal(0, steps.Sum(s => s.EastArcseconds), 9);
        Assert.Equal(0, steps.Sum(s => s.NorthArcseconds), 9);
    }

    [Fact]
    public void Wherever_the_walk_was_when_the_target_was_centred_anew_the_sky_stays_in_the_square()
    {
        for (var number = 1; number < 100; number++)
        {
            var step = DitherPattern.Step(0, number, 3);
            var (east, north) = DitherPattern.Place(number);
            Assert.Equal((3.0 * east, 3.0 * north), (step.EastArcseconds, step.NorthArcseconds));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Dithers_are_counted_from_one(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DitherPattern.Step(0, number, 3));
}
