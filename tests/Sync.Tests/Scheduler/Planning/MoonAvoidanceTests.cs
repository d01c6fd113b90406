using Sync.Astro.Ephemeris;
using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public class MoonAvoidanceTests
{
    private const double Full = Moon.SynodicMonthDays / 2;

    [Theory]
    [InlineData(60, 7, 60.0, 28.4, 11.0)]
    [InlineData(120, 14, 120.0, 93.9, 56.8)]
    [InlineData(120, 4, 120.0, 27.2, 8.2)]
    public void The_separation_follows_the_age(double separation, double width, double full, double quarter, double dark)
    {
        var rule = new MoonAvoidance { SeparationDegrees = separation, WidthDays = width };
        Assert.Equal(full, rule.RequiredDegrees(Full, 30), 0.05);
        Assert.Equal(quarter, rule.RequiredDegrees(Full / 2, 30), 0.05);
        Assert.Equal(quarter, rule.RequiredDegrees(Full * 1.5, 30), 0.05);
        Assert.Equal(dark, rule.RequiredDegrees(0, 30), 0.05);
    }

    [Fact]
    public void A_low_moon_needs_less()
    {
        var rule = new MoonAvoidance { SeparationDegrees = 60, WidthDays = 7, RelaxScale = 2 };
        Assert.Equal(60, rule.RequiredDegrees(Full, 5), 1e-9);
        Assert.Equal(40, rule.RequiredDegrees(Full, -5), 1e-9);
        Assert.True(rule.Permits(Place(-15), 0));
        Assert.False(rule.Permits(Place(6), 59.9));
        Assert.True(rule.Permits(Place(6), 60.1));
    }

    [Fact]
    public void Moon_down_rejects_at_any_phase_and_distance()
    {
        var rule = new MoonAvoidance { MoonDown = true, RelaxMaximumDegrees = 0 };
        Assert.False(rule.Permits(Place(0), 180));
        Assert.True(rule.Permits(Place(-1), 180));
    }

    private static MoonPlace Place(double altitude) => new(altitude, new(0, 0), Full);
}
