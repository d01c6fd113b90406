using Sync.Astro.Coordinates;
using Sync.Astro.Time;
using Xunit.Abstractions;

namespace Sync.Tests.Astro.Time;

public sealed class SiderealTests(ITestOutputHelper output)
{
    [Fact]
    public void Sidereal_times_agree_with_astropy()
    {
        var (mean, apparent) = (new Worst(), new Worst());
        foreach (var row in Reference.Read("targets.csv"))
        {
            var instant = row.Instant("instant")!.Value;
            mean.See(Seconds(Sidereal.GreenwichMeanHours(instant) - row.Number("gmst_hours")), row);
            apparent.See(Seconds(Sidereal.GreenwichApparentHours(instant) - row.Number("gast_hours")), row);
        }

        output.WriteLine($"GMST: {mean.Value:0.0000} s, GAST: {apparent.Value:0.0000} s");
        Assert.True(mean.Value < 0.05, $"{mean.Value} s at {mean.Row}");
        Assert.True(apparent.Value < 0.05, $"{apparent.Value} s at {apparent.Row}");
    }

    [Fact]
    public void Meeus_example_12_b_comes_out()
    {
        // 1987 April 10, 19:21:00 UT1; UT1 was 0.438 s behind UTC, which moves the result by as much.
        var instant = new DateTimeOffset(1987, 4, 10, 19, 21, 0, TimeSpan.Zero);

        Assert.InRange(Sidereal.GreenwichMeanHours(instant) * 3600, (8 * 3600) + (34 * 60) + 56.5, (8 * 3600) + (34 * 60) + 57.6);
    }

    [Fact]
    public void A_site_90_degrees_east_is_6_hours_ahead()
    {
        var instant = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var greenwich = Sidereal.LocalHours(new GeoSite(0, 0, 0), instant);

        Assert.Equal((greenwich + 6) % 24, Sidereal.LocalHours(new GeoSite(50, 90, 0), instant), 9);
    }

    private static double Seconds(double hours) => Math.IEEERemainder(hours, 24) * 3600;
}
