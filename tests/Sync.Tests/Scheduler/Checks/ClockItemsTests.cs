using Sync.Contracts;
using Sync.Scheduler.Checks;

namespace Sync.Tests.Scheduler.Checks;

public sealed class ClockItemsTests
{
    private static readonly DateTimeOffset Asked = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_stamps_the_brokers_clock_is_not_compared()
    {
        var item = Assert.Single(ClockItems.OfBroker([Answer("dither", 0.1, null)]));
        Assert.Equal(CheckOutcome.Good, item.Outcome);
        Assert.Contains("stamps no messages", item.Finding);
    }

    [Fact]
    public void The_answer_that_was_the_shortest_on_its_way_tells_the_brokers_clock()
    {
        var item = Assert.Single(ClockItems.OfBroker([Answer("dither", 4, 90), Answer("grader", 0.02, 3)]));
        Assert.Equal(CheckOutcome.Warning, item.Outcome);
        Assert.Equal("It is 3.0 s ahead of the scheduler's, known to 0.01 s; have the broker's machine set its time by NTP.", item.Finding);
    }

    [Fact]
    public void A_brokers_clock_that_is_very_wrong_is_a_warning_for_nothing_depends_on_it() =>
        Assert.Equal(CheckOutcome.Warning, Assert.Single(ClockItems.OfBroker([Answer("dither", 0.02, -3600)])).Outcome);

    [Fact]
    public void Clocks_that_agree_share_a_line()
    {
        var item = Assert.Single(ClockItems.Of([Answer("dither", 0.1, null), Answer("camera-esprit", 0.2, null)]));
        Assert.Equal("Those of dither, camera esprit agree with the scheduler's within 0.00 s.", item.Finding);
    }

    /// <param name="from">who answered</param>
    /// <param name="wayThereAndBack">seconds, the same each way</param>
    /// <param name="brokerAhead">seconds; null when it stamps nothing</param>
    private static Answer Answer(string from, double wayThereAndBack, double? brokerAhead)
    {
        var (half, received) = (Asked.AddSeconds(wayThereAndBack / 2), Asked.AddSeconds(wayThereAndBack));
        return new(
            new ReadinessReported { CheckId = Guid.NewGuid(), From = from, Asked = Asked, Heard = half, Answered = half, Items = [] },
            received, brokerAhead is { } ahead ? half.AddSeconds(ahead) : null);
    }
}
