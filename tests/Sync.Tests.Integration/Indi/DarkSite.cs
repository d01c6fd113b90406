using Sync.Astro.Coordinates;
using Sync.Astro.Time;
using Sync.Devices.Rig;

namespace Sync.Tests.Integration.Indi;

/// <summary>A place on Earth where it is midnight now, and what stands high there: real time needs a real night.</summary>
internal static class DarkSite
{
    private const double LatitudeDegrees = 20; // where no night of the year is too short

    public static SiteDescription At(DateTimeOffset now) => new()
    {
        Name = "Midnight",
        LatitudeDegrees = LatitudeDegrees,
        LongitudeDegrees = Math.Round(180 - ((now.UtcDateTime.TimeOfDay.TotalHours + 12) % 24 * 15), 3),
        ElevationMetres = 100,
    };

    /// <summary>East of the meridian, so that it is not crossed, and as near to the Milky Way as can be, for its stars.</summary>
    public static Equatorial RichField(SiteDescription site, DateTimeOffset now) => RichField(site, now, hoursEast: 1);

    /// <summary>As near to the Milky Way as can be on that side of the meridian; negative in the west.</summary>
    public static Equatorial RichField(SiteDescription site, DateTimeOffset now, double hoursEast)
    {
        var hours = (Sidereal.LocalHours(site.ToGeoSite(), now) + hoursEast + 24) % 24;
        return Enumerable.Range(-6, 15).Select(i => new Equatorial(hours, i * 5)).MinBy(p => Math.Abs(GalacticSine(p)));
    }

    /// <summary>Sine of the galactic latitude; the pole as in ESA SP-1200, volume 1, section 1.5.3.</summary>
    private static double GalacticSine(Equatorial place) =>
        Math.Cos(Sky.SeparationDegrees(place, new Equatorial(192.85948 / 15, 27.12825)) * Math.PI / 180);
}
