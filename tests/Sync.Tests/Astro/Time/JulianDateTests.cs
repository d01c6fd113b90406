using Sync.Astro.Time;

namespace Sync.Tests.Astro.Time;

public sealed class JulianDateTests
{
    [Fact]
    public void J2000_and_Sputnik_have_their_Julian_dates()
    {
        Assert.Equal(2451545.0, JulianDate.FromInstant(new(2000, 1, 1, 12, 0, 0, TimeSpan.Zero)));

        // Meeus, example 7.a: 1957 October 4.81.
        Assert.Equal(2436116.31, JulianDate.FromInstant(new(1957, 10, 4, 19, 26, 24, TimeSpan.Zero)), 6);
    }

    [Fact]
    public void Another_time_zone_changes_nothing()
    {
        var utc = new DateTimeOffset(2025, 6, 1, 22, 0, 0, TimeSpan.Zero);

        Assert.Equal(JulianDate.FromInstant(utc), JulianDate.FromInstant(utc.ToOffset(TimeSpan.FromHours(5))));
    }

    [Theory]
    [InlineData(1990, 1, 1, 57.184, 56.855)]
    [InlineData(2016, 12, 31, 68.184, 68.592)]
    [InlineData(2017, 1, 1, 69.184, 68.593)]
    [InlineData(2040, 1, 1, 69.184, 69.184)]
    public void TT_and_UT1_follow_leap_seconds_and_observation(int year, int month, int day, double ttSeconds, double deltaT)
    {
        var instant = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(ttSeconds, (JulianDate.TT(instant) - JulianDate.FromInstant(instant)) * 86400, 3);
        Assert.Equal(deltaT, JulianDate.DeltaT(instant), 0.005);
    }
}
