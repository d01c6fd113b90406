using Sync.Astro.Coordinates;

namespace Sync.Scheduler.Planning;

/// <summary>When one target stands where its project wants it, in one night.</summary>
internal sealed class Visibility
{
    private const double SiderealRate = 1.00273790935;
    private static readonly TimeSpan BesideNight = TimeSpan.FromHours(2);
    private readonly double latitude;
    private readonly double declination;
    private readonly DateTimeOffset transit;

    public Visibility(TargetToPlan target, NightSky sky)
    {
        // The place of date moves by less than an arcsecond in a night, so the crossings of an altitude have a closed form.
        var ofDate = Sky.J2000ToDate(target.Position, sky.Middle);
        latitude = double.DegreesToRadians(sky.Site.LatitudeDegrees);
        declination = double.DegreesToRadians(ofDate.DeclinationDegrees);
        transit = sky.Middle + SolarTime(Nearest(ofDate.RightAscensionHours - sky.SiderealHours));
        var spans = Joined(Find(target, new(sky.Night.Noon, sky.Night.NextNoon)));
        Spans = target.AboveSkylineDegrees is { } above && sky.Skyline is { } skyline ? [.. spans.SelectMany(s => s.Where(at => IsClear(at, skyline, above)))] : spans;
    }

    /// <summary>In order, without overlap, noon to noon.</summary>
    public IReadOnlyList<Span> Spans { get; }

    /// <summary>The span that holds an instant; null when the target is not up.</summary>
    public Span? At(DateTimeOffset instant)
    {
        foreach (var span in Spans)
        {
            if (span.From <= instant && instant < span.Until)
                return span;
        }

        return null;
    }

    /// <summary>The upper transit that is nearest to an instant.</summary>
    public DateTimeOffset TransitNear(DateTimeOffset at)
    {
        var turn = SolarTime(24);
        return transit + (turn * Math.Round((at - transit) / turn));
    }

    /// <summary>The transit from two hours before sunset to two hours behind sunrise; null when it is by day, or no sun sets.</summary>
    public DateTimeOffset? TransitIn(Astro.Twilight.Night night)
    {
        var near = TransitNear(night.Noon + TimeSpan.FromHours(12));
        return near > night.Sunset - BesideNight && near < night.Sunrise + BesideNight ? near : null;
    }

    /// <summary>What never sets is found once a turn; its spans touch.</summary>
    private static List<Span> Joined(IEnumerable<Span> spans)
    {
        List<Span> joined = [];
        foreach (var span in spans)
        {
            if (joined.Count > 0 && span.From - joined[^1].Until < TimeSpan.FromSeconds(1))
                joined[^1] = joined[^1] with { Until = span.Until };
            else
                joined.Add(span);
        }

        return joined;
    }

    private static double Nearest(double hours) => hours - (24 * Math.Round(hours / 24));

    private static TimeSpan SolarTime(double siderealHours) => TimeSpan.FromHours(siderealHours / SiderealRate);

    private bool IsClear(DateTimeOffset at, Skyline skyline, double aboveDegrees)
    {
        var (altitude, azimuth) = Stands(at);
        return altitude > Math.Min(90, skyline.AltitudeDegrees(azimuth) + aboveDegrees);
    }

    private Horizontal Stands(DateTimeOffset at)
    {
        var (sinHour, cosHour) = Math.SinCos((at - transit).TotalHours * SiderealRate * Math.PI / 12);
        var (sinLatitude, cosLatitude) = Math.SinCos(latitude);
        var (sinDeclination, cosDeclination) = Math.SinCos(declination);
        var altitude = Math.Asin((sinLatitude * sinDeclination) + (cosLatitude * cosDeclination * cosHour));
        var azimuth = Math.Atan2(-cosDeclination * sinHour, (sinDeclination * cosLatitude) - (cosDeclination * cosHour * sinLatitude));
        return new(double.RadiansToDegrees(altitude), double.RadiansToDegrees(azimuth < 0 ? azimuth + (2 * Math.PI) : azimuth));
    }

    private IEnumerable<Span> Find(TargetToPlan target, Span night)
    {
        // The transits of the day before and after may reach into this night.
        for (var turn = -1; turn <= 1; turn++)
        {
            var middle = transit + SolarTime(24 * turn);
            if (Above(middle, target.MinimumAltitudeDegrees) is not { } up)
                continue;
            var wanted = target.MeridianWindow > TimeSpan.Zero
                ? up.Cut(new(middle - target.MeridianWindow, middle + target.MeridianWindow))
                : up;
            if (wanted?.Cut(night) is not { } span)
                continue;
            var high = target.MaximumAltitudeDegrees > 0 ? Above(middle, target.MaximumAltitudeDegrees) : null;
            foreach (var piece in high is { } tooHigh ? span.Without(tooHigh) : [span])
                yield return piece;
        }
    }

    /// <summary>The time about a transit that is spent above an altitude; a whole turn for what never sinks below it.</summary>
    private Span? Above(DateTimeOffset middle, double altitudeDegrees)
    {
        var cosine = (Math.Sin(double.DegreesToRadians(altitudeDegrees)) - (Math.Sin(latitude) * Math.Sin(declination)))
            / (Math.Cos(latitude) * Math.Cos(declination));
        if (!(cosine < 1))
            return null;
        var half = SolarTime(cosine <= -1 ? 12 : Math.Acos(cosine) * 12 / Math.PI);
        return new(middle - half, middle + half);
    }
}
