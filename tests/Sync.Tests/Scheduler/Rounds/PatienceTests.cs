using Sync.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Rounds;

public class PatienceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 9, 22, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, new double[] { 0 }, new double[] { 60 })]
    [InlineData(30, new double[] { 0, 0 }, new double[] { 60 })]
    [InlineData(35, new double[] { 0, 10 }, new double[] { 60 })] // 35 + 25
    [InlineData(60, new double[] { 0, 0, 0 }, new double[] { 60, 180, 120 })] // the longest of the late ones
    [InlineData(300, new double[] { 0 }, new double[] { 900 })]
    [InlineData(300, new double[] { 0, 200 }, new double[] { 900 })] // at most, from the first
    public void It_ends_when_the_ready_ones_have_waited_what_the_late_one_is_worth(double seconds, double[] ready, double[] late) =>
        Assert.Equal(
            Start.AddSeconds(seconds),
            Patience.Ends([.. ready.Select(Start.AddSeconds)], late.Select(TimeSpan.FromSeconds), TimeSpan.FromMinutes(5)));
}
