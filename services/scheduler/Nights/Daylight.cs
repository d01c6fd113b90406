using Sync.Astro.Coordinates;

namespace Sync.Scheduler.Nights;

/// <summary>When there is nothing left to wait for.</summary>
internal static class Daylight
{
    /// <param name="site">where the telescopes stand</param>
    /// <param name="ends">no exposure goes on beyond it; null when only the sky decides</param>
    /// <param name="now">in the night</param>
    /// <returns>the end of the night, at the latest sunrise, or noon where the sun does not rise</returns>
    public static DateTimeOffset After(GeoSite site, DateTimeOffset? ends, DateTimeOffset now)
    {
        var sky = Astro.Twilight.Night.Of(site, Astro.Twilight.Night.EveningOf(site, now));
        var day = sky.Sunrise > now ? sky.Sunrise.Value : sky.NextNoon;
        return ends < day ? ends.Value : day;
    }
}
