using System.Diagnostics;
using Sync.Astro.Coordinates;
using Xunit.Abstractions;

namespace Sync.Tests.Astro.Coordinates;

public sealed class SkyTests(ITestOutputHelper output)
{
    private static readonly GeoSite Greenwich = new(51.4779, 0, 46);
    private static readonly Equatorial Orion = new(5.588, -5.39);
    private static readonly DateTimeOffset Evening = new(2026, 1, 15, 21, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Altitude_and_azimuth_agree_with_astropy_to_an_arcsecond()
    {
        var worst = new Worst();
        foreach (var row in Reference.Read("targets.csv"))
        {
            var seen = Sky.Horizontal(row.Place("ra_hours", "dec"), row.Site, row.Instant("instant")!.Value);
            var expected = new Equatorial(row.Number("azimuth") / 15, row.Number("altitude"));
            worst.See(3600 * Sky.SeparationDegrees(new(seen.AzimuthDegrees / 15, seen.AltitudeDegrees), expected), row);
        }

        output.WriteLine($"horizontal: {worst.Value:0.00}\"");
        Assert.True(worst.Value < 1, $"{worst.Value}\" at {worst.Row}");
    }

    [Fact]
    public void Places_of_date_agree_with_astropy_and_come_back_to_J2000()
    {
        var (toDate, back) = (new Worst(), new Worst());
        foreach (var row in Reference.Read("targets.csv"))
        {
            var (j2000, instant) = (row.Place("ra_hours", "dec"), row.Instant("instant")!.Value);
            var ofDate = Sky.J2000ToDate(j2000, instant);
            toDate.See(3600 * Sky.SeparationDegrees(ofDate, row.Place("ra_hours_of_date", "dec_of_date")), row);
            back.See(3600 * Sky.SeparationDegrees(Sky.DateToJ2000(ofDate, instant), j2000), row);
        }

        output.WriteLine($"of date: {toDate.Value:0.000}\", there and back: {back.Value:0.0000000}\"");
        Assert.True(toDate.Value < 0.5, $"{toDate.Value}\" at {toDate.Row}");
        Assert.True(back.Value < 1e-5, $"{back.Value}\" at {back.Row}");
    }

    [Fact]
    public void A_target_on_the_meridian_has_no_hour_angle_and_stands_highest()
    {
        var transit = Sky.Transit(Orion, Greenwich, Evening);

        Assert.InRange(Sky.HourAngleHours(Orion, Greenwich, transit), -1e-6, 1e-6);
        var highest = Sky.Horizontal(Orion, Greenwich, transit);
        Assert.Equal(180, highest.AzimuthDegrees, 3);
        Assert.True(highest.AltitudeDegrees > Sky.Horizontal(Orion, Greenwich, transit.AddMinutes(5)).AltitudeDegrees);
        Assert.True(highest.AltitudeDegrees > Sky.Horizontal(Orion, Greenwich, transit.AddMinutes(-5)).AltitudeDegrees);
    }

    [Theory]
    [InlineData(-11.9)]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(11.9)]
    public void The_transit_found_is_the_nearest(double hoursAfter)
    {
        var transit = Sky.Transit(Orion, Greenwich, Evening);

        var found = Sky.Transit(Orion, Greenwich, transit.AddHours(hoursAfter));

        Assert.InRange((found - transit).TotalSeconds, -0.1, 0.1);
    }

    [Fact]
    public void The_hour_angle_is_negative_in_the_east_and_never_minus_12()
    {
        var transit = Sky.Transit(Orion, Greenwich, Evening);

        Assert.Equal(-2, Sky.HourAngleHours(Orion, Greenwich, transit.AddHours(-2 / 1.00273790935)), 5);
        Assert.True(Sky.Horizontal(Orion, Greenwich, transit.AddHours(-2)).AzimuthDegrees < 180);
        for (var minute = 0; minute < 1440; minute += 7)
        {
            Assert.InRange(Sky.HourAngleHours(Orion, Greenwich, Evening.AddMinutes(minute)), -11.9999999999, 12);
        }
    }

    [Theory]
    [InlineData(0, 0, 12, 0, 180)]
    [InlineData(3, 90, 17, 90, 0)]
    [InlineData(23.9, 0, 0.1, 0, 3)]
    [InlineData(1, 45, 1, 45.0000001, 1e-7)]
    [InlineData(0, 90, 5, -90, 180)]
    public void Separations_are_good_at_any_distance(double ra1, double dec1, double ra2, double dec2, double expected) =>
        Assert.Equal(expected, Sky.SeparationDegrees(new(ra1, dec1), new(ra2, dec2)), 10);

    [Fact]
    public void A_night_of_positions_is_quick()
    {
        var fastest = Enumerable.Range(0, 20).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            for (var minute = 0; minute < 720; minute++)
            {
                Sky.Horizontal(Orion, Greenwich, Evening.AddMinutes(minute));
            }

            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });

        output.WriteLine($"720 positions: {fastest:0.00} ms");
        Assert.True(fastest < 50, $"{fastest} ms");
    }

    [Theory]
    [InlineData(80, 90)]
    [InlineData(12.5, 301)]
    [InlineData(45, 0)]
    public void A_direction_and_the_place_that_stands_there_undo_each_other(double altitude, double azimuth)
    {
        var at = new DateTimeOffset(2026, 11, 9, 21, 0, 0, TimeSpan.Zero);
        var seen = Sky.Horizontal(Sky.J2000At(new(altitude, azimuth), Greenwich, at), Greenwich, at);
        Assert.Equal(altitude, seen.AltitudeDegrees, 1e-6);
        Assert.Equal(0, Math.Sin((azimuth - seen.AzimuthDegrees) * Math.PI / 180), 1e-6);
    }

    [Fact]
    public void Air_mass_is_1_overhead_2_at_30_degrees_and_endless_below_the_horizon()
    {
        Assert.Equal(1, Sky.AirMass(90), 4);
        Assert.Equal(1.99, Sky.AirMass(30), 2);
        Assert.InRange(Sky.AirMass(0), 31, 32.5);
        Assert.Equal(double.PositiveInfinity, Sky.AirMass(-0.1));
    }
}
