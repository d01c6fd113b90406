using System.Globalization;
using Sync.Astro.Ephemeris;
using Sync.Astro.Twilight;

namespace Sync.Host.Reports;

/// <summary>How dark it is, and how long still.</summary>
internal static class SkyText
{
    public static string Of(Night night, DateTimeOffset now)
    {
        var altitude = Sun.AltitudeDegrees(night.Site, now);
        var state = altitude switch
        {
            > Night.RiseSetDegrees => "day",
            > Night.CivilDegrees => "civil twilight",
            > Night.NauticalDegrees => "nautical twilight",
            > Night.AstronomicalDegrees => "astronomical twilight",
            _ => "dark",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{state}, sun {altitude:0}°; {Next(night, now)}");
    }

    private static string Next(Night night, DateTimeOffset now)
    {
        if (night.DarkSpan(Night.AstronomicalDegrees) is not var (from, until))
            return "it does not get dark tonight";
        if (now < from)
            return At("dark", from, now);
        return now < until ? At("dark until", until, now) : night.Sunrise > now ? At("sunrise", night.Sunrise.Value, now) : "the night is over";
    }

    private static string At(string what, DateTimeOffset instant, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{what} {instant:HH:mm} UTC, {(int)(instant - now).TotalHours}:{(instant - now).Minutes:00} h {(what == "dark until" ? "left" : "from now")}");
}
