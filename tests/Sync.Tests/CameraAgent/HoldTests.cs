using Sync.CameraAgent.Holds;
using Sync.Clock;

namespace Sync.Tests.CameraAgent;

public sealed class HoldTests
{
    private static readonly Hold Hundred = new(At(1000), TimeSpan.FromSeconds(100));

    [Theory]
    [InlineData(60, 1000, true)]
    [InlineData(60, 1038, true)]
    [InlineData(60, 1038.9, false)] // 60 + 38.9 + 1.1 is the lease itself
    [InlineData(60, 1040, false)]
    [InlineData(99, 1000, false)]
    [InlineData(1, 2000, false)]
    public void An_exposure_is_covered_when_it_ends_a_margin_before_the_lease(double exposure, double now, bool covered) =>
        Assert.Equal(covered, Hundred.Covers(TimeSpan.FromSeconds(exposure), At(now)));

    [Fact]
    public void The_margin_is_a_second_and_a_thousandth_of_the_lease() =>
        Assert.Equal(TimeSpan.FromSeconds(1.1), Hundred.Margin);

    [Fact]
    public void What_is_left_runs_from_the_stamp() =>
        Assert.Equal(TimeSpan.FromSeconds(30), Hundred.Left(At(1070)));

    [Fact]
    public void A_stamp_of_another_start_of_the_machine_covers_nothing()
    {
        var now = new MonotonicInstant("another", TimeSpan.FromSeconds(1000));
        Assert.False(Hundred.Covers(TimeSpan.FromSeconds(1), now));
        Assert.Equal(TimeSpan.Zero, Hundred.Left(now));
    }

    private static MonotonicInstant At(double seconds) => new("this", TimeSpan.FromSeconds(seconds));
}
