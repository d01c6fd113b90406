using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;
using Xunit.Abstractions;

namespace Sync.Tests.Astro.Ephemeris;

public sealed class SunTests(ITestOutputHelper output)
{
    [Fact]
    public void The_sun_agrees_with_astropy()
    {
        var (place, altitude, consistency) = (new Worst(), new Worst(), new Worst());
        foreach (var row in Reference.Read("bodies.csv"))
        {
            var instant = row.Instant("instant")!.Value;
            var sun = Sun.Position(instant);
            place.See(3600 * Sky.SeparationDegrees(sun, row.Place("sun_ra_hours", "sun_dec")), row);
            altitude.See(3600 * (Sun.AltitudeDegrees(row.Site, instant) - row.Number("sun_altitude")), row);
            consistency.See(3600 * (Sky.Horizontal(sun, row.Site, instant).AltitudeDegrees - row.Number("sun_altitude")), row);
        }

        output.WriteLine($"place: {place.Value:0.00}\", altitude: {altitude.Value:0.00}\", through Sky: {consistency.Value:0.00}\"");
        Assert.True(place.Value < 4, $"{place.Value}\" at {place.Row}");
        Assert.True(altitude.Value < 4, $"{altitude.Value}\" at {altitude.Row}");

        // Only the parallax of 8.8" is missing then.
        Assert.True(consistency.Value < 12, $"{consistency.Value}\" at {consistency.Row}");
    }
}
