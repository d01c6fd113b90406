using Sync.CameraAgent;

namespace Sync.Tests.CameraAgent;

public sealed class ReachTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly FakeTime time = new();
    private int tries;

    [Fact]
    public async Task What_is_connected_is_not_tried_again()
    {
        var reach = new Reach(time);
        reach.Is(null);
        Assert.Null(await reach.Outcome(() => tries++, Limit));
        Assert.Equal(0, tries);
    }

    [Fact]
    public async Task Everybody_who_waits_hears_how_the_next_attempt_ended()
    {
        var reach = new Reach(time);
        var (first, second) = (reach.Outcome(() => tries++, Limit), reach.Outcome(() => tries++, Limit));
        Assert.False(first.IsCompleted || second.IsCompleted);
        reach.Is("no power");
        Assert.Equal(("no power", "no power"), (await first, await second));
        Assert.Equal(2, tries);
        var third = reach.Outcome(() => reach.Is(null), Limit);
        Assert.Null(await third);
    }

    [Fact]
    public async Task A_device_that_does_not_answer_is_not_waited_for_beyond_the_limit()
    {
        var outcome = new Reach(time).Outcome(() => tries++, Limit);
        time.Advance(Limit - TimeSpan.FromSeconds(1));
        Assert.False(outcome.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("It was still being connected after 30 s.", await outcome);
    }
}
