using Sync.CameraAgent.Steps;

namespace Sync.Tests.CameraAgent.Steps;

public class RampTests
{
    [Theory]
    [InlineData(0, 20)]
    [InlineData(150, 12.5)]
    [InlineData(600, -10)]
    [InlineData(900, -10)]
    public void A_ramp_goes_evenly_and_stays_where_it_ends(double seconds, double celsius) =>
        Assert.Equal(celsius, new Ramp(20, -10, TimeSpan.FromMinutes(10)).CelsiusAt(TimeSpan.FromSeconds(seconds)), 9);

    [Fact]
    public void Without_time_it_is_there_at_once() => Assert.Equal(-10, new Ramp(20, -10, TimeSpan.Zero).CelsiusAt(TimeSpan.Zero));
}
