using Sync.Contracts;
using Sync.Scheduler.Checks;

namespace Sync.Tests.Scheduler.Checks;

public sealed class ClockOffsetTests
{
    private static readonly DateTimeOffset Asked = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_clock_that_agrees_is_known_to_half_the_way_there_and_back() =>
        Assert.Equal(new ClockOffset(TimeSpan.Zero, Seconds(0.2)), Of(ahead: 0, there: 0.2, works: 0, back: 0.2));

    [Fact]
    public void What_the_answerer_took_does_not_count() =>
        Assert.Equal(new ClockOffset(Seconds(3), Seconds(0.1)), Of(ahead: 3, there: 0.1, works: 25, back: 0.1));

    [Fact]
    public void Ways_of_different_length_stay_within_the_uncertainty()
    {
        var clock = Of(ahead: -2, there: 0.8, works: 1, back: 0);
        Assert.InRange(Seconds(-2), clock.Ahead - clock.Uncertainty, clock.Ahead + clock.Uncertainty);
        Assert.Equal(Seconds(0.4), clock.Uncertainty);
    }

    [Theory]
    [InlineData(0.9, 0.1, CheckOutcome.Good)]
    [InlineData(-0.9, 0.1, CheckOutcome.Good)]
    [InlineData(1.3, 0.1, CheckOutcome.Warning)]
    [InlineData(-4.9, 0.1, CheckOutcome.Warning)]
    [InlineData(5.2, 0.1, CheckOutcome.Bad)]
    [InlineData(-5.2, 0.1, CheckOutcome.Bad)]
    [InlineData(5.2, 2.0, CheckOutcome.Warning)] // nobody knows whether it is more than 5 s
    [InlineData(0.0, 1.5, CheckOutcome.Warning)] // nor whether it is less than 1 s
    public void Within_a_second_it_is_good_and_beyond_five_bad(double ahead, double way, CheckOutcome outcome) =>
        Assert.Equal(outcome, Of(ahead, way, 0, way).Outcome);

    [Fact]
    public void It_is_said_in_words() => Assert.Equal("2.5 s behind the scheduler's, known to 0.1 s", Of(-2.5, 0.1, 0, 0.1).ToString());

    private static ClockOffset Of(double ahead, double there, double works, double back)
    {
        var heard = Asked + Seconds(there + ahead);
        return ClockOffset.Of(Asked, heard, heard + Seconds(works), Asked + Seconds(there + works + back));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
