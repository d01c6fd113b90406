using System.Diagnostics;
using System.Globalization;
using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;
using Sync.Astro.Twilight;
using Xunit.Abstractions;

namespace Sync.Tests.Astro.Twilight;

public sealed class NightTests(ITestOutputHelper output)
{
    private static readonly GeoSite Tromso = new(69.65, 18.96, 10);

    [Fact]
    public void Rise_set_and_twilights_agree_with_astropy_to_30_seconds()
    {
        var worst = new Worst();
        var compared = 0;
        foreach (var row in Reference.Read("nights.csv"))
        {
            var night = Night.Of(row.Site, DateOnly.Parse(row.Text("evening"), CultureInfo.InvariantCulture));
            Assert.InRange((night.Noon - row.Instant("noon")!.Value).TotalSeconds, -0.01, 0.01);
            foreach (var (column, time) in TimesOf(night))
            {
                var expected = row.Instant(column);
                Assert.True(expected.HasValue == time.HasValue, $"{column}: {time} at {row}");
                worst.See(((time - expected)?.TotalSeconds) ?? 0, $"{column} {row}");
                compared += time.HasValue ? 1 : 0;
            }
        }

        output.WriteLine($"{compared} times: {worst.Value:0.00} s at {worst.Row}");
        Assert.True(worst.Value < 30, $"{worst.Value} s at {worst.Row}");
    }

    [Fact]
    public void The_course_of_the_sun_is_the_sun()
    {
        foreach (var latitude in new[] { -90.0, -65, 0, 40, 89.9 })
        {
            var site = new GeoSite(latitude, 77, 0);
            var noon = Night.Of(site, new DateOnly(2027, 3, 20)).Noon;
            var course = new SunCourse(site, noon);
            for (var part = 0; part <= 20; part++)
            {
                var altitude = Sun.AltitudeDegrees(site, course.InstantOf(part / 20.0));
                Assert.Equal(altitude, course.AltitudeAt(part / 20.0), 0.2 / 3600);
            }
        }
    }

    [Fact]
    public void In_the_polar_night_the_sun_stays_below_from_noon_to_noon()
    {
        var night = Night.Of(Tromso, new DateOnly(2025, 12, 21));

        Assert.Null(night.Sunset);
        Assert.Null(night.Sunrise);
        Assert.NotNull(night.AstronomicalDusk);
        Assert.Equal((night.Noon, night.NextNoon), night.DarkSpan(Night.RiseSetDegrees));
        Assert.Equal((night.AstronomicalDusk!.Value, night.AstronomicalDawn!.Value), night.DarkSpan(-18));
    }

    [Fact]
    public void Under_the_midnight_sun_nothing_is_dark()
    {
        var night = Night.Of(Tromso, new DateOnly(2025, 6, 21));

        Assert.All(TimesOf(night), time => Assert.Null(time.Time));
        Assert.Null(night.DarkSpan(Night.RiseSetDegrees));
        Assert.Null(night.DarkSpan(-18));
    }

    [Fact]
    public void A_white_night_has_a_sunset_and_no_astronomical_darkness()
    {
        var night = Night.Of(new GeoSite(59.33, 18.07, 0), new DateOnly(2025, 6, 21));

        Assert.NotNull(night.Sunset);
        Assert.NotNull(night.CivilDusk);
        Assert.Null(night.NauticalDusk);
        Assert.Null(night.DarkSpan(-12));
    }

    [Fact]
    public void At_the_pole_the_sun_sets_once_and_the_dark_goes_on_to_noon()
    {
        var pole = new GeoSite(90, 0, 0);
        var sets = Enumerable.Range(15, 20)
            .Select(day => Night.Of(pole, new DateOnly(2025, 9, 1).AddDays(day)))
            .Single(night => night.Sunset is not null);

        Assert.Null(sets.Sunrise);
        Assert.Equal((sets.Sunset!.Value, sets.NextNoon), sets.DarkSpan(Night.RiseSetDegrees));
    }

    [Theory]
    [InlineData(-180)]
    [InlineData(-70.4)]
    [InlineData(0)]
    [InlineData(149.1)]
    [InlineData(289.6)]
    public void Every_instant_lies_in_the_night_that_is_named_for_it(double longitude)
    {
        var site = new GeoSite(-30, longitude, 2000);
        var start = new DateTimeOffset(2025, 12, 30, 0, 0, 0, TimeSpan.Zero);
        for (var hour = 0; hour < 96; hour++)
        {
            var instant = start.AddHours(hour);
            var night = Night.Of(site, Night.EveningOf(site, instant));
            Assert.True(night.Noon <= instant && instant < night.NextNoon);
            Assert.Equal(night.Evening, Night.EveningOf(site, night.Noon));
            Assert.Equal(night.Evening.AddDays(1), Night.EveningOf(site, night.NextNoon));
        }
    }

    [Fact]
    public void The_times_of_a_night_come_in_their_order()
    {
        var night = Night.Of(new GeoSite(40, -3, 600), new DateOnly(2026, 2, 10));

        var times = TimesOf(night).Select(time => time.Time!.Value).Prepend(night.Noon).Append(night.NextNoon).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal(10, times.Distinct().Count());
    }

    [Fact]
    public void A_night_takes_well_under_a_millisecond()
    {
        Night.Of(Tromso, new DateOnly(2026, 1, 1));
        var fastest = Enumerable.Range(0, 200).Min(day =>
        {
            var start = Stopwatch.GetTimestamp();
            Night.Of(Tromso, new DateOnly(2026, 1, 1).AddDays(day));
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });

        output.WriteLine($"{fastest:0.000} ms");
        Assert.True(fastest < 1, $"{fastest} ms");
    }

    private static IEnumerable<(string Column, DateTimeOffset? Time)> TimesOf(Night night) =>
    [
        ("sunset", night.Sunset), ("civil_dusk", night.CivilDusk), ("nautical_dusk", night.NauticalDusk),
        ("astronomical_dusk", night.AstronomicalDusk), ("astronomical_dawn", night.AstronomicalDawn),
        ("nautical_dawn", night.NauticalDawn), ("civil_dawn", night.CivilDawn), ("sunrise", night.Sunrise),
    ];
}
