using System.Globalization;
using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;
using Xunit.Abstractions;

namespace Sync.Tests.Astro.Ephemeris;

public sealed class MoonTests(ITestOutputHelper output)
{
    [Fact]
    public void The_moon_agrees_with_astropy()
    {
        var (place, topocentric, altitude, azimuth) = (new Worst(), new Worst(), new Worst(), new Worst());
        foreach (var row in Reference.Read("bodies.csv"))
        {
            var instant = row.Instant("instant")!.Value;
            place.See(3600 * Sky.SeparationDegrees(Moon.Position(instant), row.Place("moon_ra_hours", "moon_dec")), row);
            altitude.See(3600 * (Moon.AltitudeDegrees(row.Site, instant) - row.Number("moon_altitude")), row);
            var fromSite = Moon.TopocentricPosition(row.Site, instant);
            topocentric.See(3600 * Sky.SeparationDegrees(
                Sky.J2000ToDate(fromSite, instant),
                row.Place("moon_topocentric_ra_hours_of_date", "moon_topocentric_dec_of_date")), row);
            var seen = Sky.Horizontal(fromSite, row.Site, instant);
            azimuth.See(3600 * Sky.SeparationDegrees(
                new(seen.AzimuthDegrees / 15, seen.AltitudeDegrees),
                new(row.Number("moon_azimuth") / 15, row.Number("moon_altitude"))), row);
        }

        output.WriteLine($"place: {place.Value:0.00}\", from the site: {topocentric.Value:0.00}\"");
        output.WriteLine($"altitude: {altitude.Value:0.00}\", through Sky: {azimuth.Value:0.00}\"");
        Assert.True(place.Value < 10, $"{place.Value}\" at {place.Row}");
        Assert.True(topocentric.Value < 10, $"{topocentric.Value}\" at {topocentric.Row}");
        Assert.True(altitude.Value < 10, $"{altitude.Value}\" at {altitude.Row}");
        Assert.True(azimuth.Value < 10, $"{azimuth.Value}\" at {azimuth.Row}");
    }

    [Fact]
    public void Phase_and_age_agree_with_astropy()
    {
        var (fraction, age) = (new Worst(), new Worst());
        foreach (var row in Reference.Read("bodies.csv"))
        {
            var instant = row.Instant("instant")!.Value;
            fraction.See(Moon.IlluminatedFraction(instant) - row.Number("moon_illuminated"), row);
            var lead = Moon.AgeDays(instant) / Moon.SynodicMonthDays * 360;
            age.See(Math.IEEERemainder(lead - row.Number("moon_lead_degrees"), 360), row);
        }

        output.WriteLine($"illuminated: {fraction.Value:0.000000}, lead: {age.Value:0.0000} degrees");
        Assert.True(fraction.Value < 0.0005, $"{fraction.Value} at {fraction.Row}");
        Assert.True(age.Value < 0.02, $"{age.Value} at {age.Row}");
    }

    // Greatest eclipses as NASA's catalogue has them (Espenak): there the two discs' centres nearly meet.
    [Theory]
    [InlineData("1999-08-11T11:03:04Z", 45.08, 24.28)]
    [InlineData("2009-07-22T02:35:19Z", 24.22, 144.12)]
    [InlineData("2017-08-21T18:25:32Z", 36.97, -87.67)]
    [InlineData("2024-04-08T18:17:18Z", 25.28, -104.13)]
    public void In_a_total_eclipse_the_moon_hides_the_sun(string utc, double latitude, double longitude)
    {
        var instant = DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
        var site = new GeoSite(latitude, longitude, 0);

        var apart = 60 * Sky.SeparationDegrees(Moon.TopocentricPosition(site, instant), Sun.Position(instant));

        output.WriteLine($"{apart:0.00}'");
        Assert.InRange(apart, 0, 1);
    }

    [Theory]
    [InlineData("2024-04-08T18:21:00Z", 0)]
    [InlineData("2000-01-21T04:40:00Z", 14.765)]
    public void The_age_is_0_at_new_moon_and_14_765_at_full_moon(string utc, double expected)
    {
        var age = Moon.AgeDays(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture));

        Assert.InRange(Math.IEEERemainder(age - expected, Moon.SynodicMonthDays), -0.002, 0.002);
    }
}
