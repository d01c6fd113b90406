using Sync.Astro.Coordinates;
using Sync.Astro.Twilight;

namespace Sync.Host.Nights;

/// <summary>When a simulated night begins.</summary>
internal static class Dusk
{
    /// <summary>For cameras to connect and announce themselves.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(2);

    /// <summary>The evening of the night that is under way, or of the next one once the sun has risen.</summary>
    public static DateOnly Tonight(GeoSite site, DateTimeOffset now)
    {
        var evening = Night.EveningOf(site, now);
        return Night.Of(site, evening).Sunrise < now ? evening.AddDays(1) : evening;
    }

    /// <summary>When it is dark enough for the least particular of exposures, the sun 12 degrees down; null when it never is.</summary>
    public static DateTimeOffset? Of(GeoSite site, DateOnly evening)
    {
        var night = Night.Of(site, evening);
        return night.NauticalDusk ?? night.DarkSpan(Night.NauticalDegrees)?.From;
    }
}
