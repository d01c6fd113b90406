using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;
using Sync.Astro.Time;

namespace Sync.Astro.Twilight;

/// <summary>
/// The sun's altitude from one local noon to the next, its place interpolated between noon, midnight and noon
/// (Meeus, chapters 3 and 15): 0.01" off the places themselves, and some fifty times quicker.
/// </summary>
internal sealed class SunCourse
{
    private const double ParallaxDegrees = 8.794 / 3600;
    private const int Samples = 48;

    private readonly DateTimeOffset noon;
    private readonly Vector[] places = new Vector[3];
    private readonly double meridianDegrees;
    private readonly double sinLatitude;
    private readonly double cosLatitude;

    public SunCourse(GeoSite site, DateTimeOffset noon)
    {
        this.noon = noon;
        (sinLatitude, cosLatitude) = Math.SinCos(site.LatitudeDegrees * Angle.RadiansPerDegree);
        for (var half = 0; half < places.Length; half++)
        {
            var instant = noon + (half * TimeSpan.FromHours(12));
            var frame = new DateFrame(instant);
            places[half] = Sun.Apparent(frame, JulianDate.Centuries(instant)).Unit();
            meridianDegrees = half == 0 ? (frame.GreenwichApparentHours * 15) + site.LongitudeDegrees : meridianDegrees;
        }

        (LowestDay, EveningDay, MorningDay) = Turns();
    }

    /// <summary>The part of the day after noon, 0 to 1, at which the sun stands lowest.</summary>
    public double LowestDay { get; }

    /// <summary>When it stands highest before <see cref="LowestDay"/>.</summary>
    public double EveningDay { get; }

    /// <summary>When it stands highest after <see cref="LowestDay"/>.</summary>
    public double MorningDay { get; }

    /// <summary>Degrees, with parallax, without refraction.</summary>
    public double AltitudeAt(double day)
    {
        // Lagrange through days 0, 1/2 and 1.
        var sun = ((places[0] * ((1 - day) * (1 - (2 * day))))
            + (places[1] * (4 * day * (1 - day)))
            + (places[2] * (day * ((2 * day) - 1)))).Unit();
        var meridian = (meridianDegrees + (360 * Sidereal.Rate * day)) * Angle.RadiansPerDegree;
        var (sinMeridian, cosMeridian) = Math.SinCos(meridian);
        var towardsMeridian = (sun.X * cosMeridian) + (sun.Y * sinMeridian);
        var sine = (sun.Z * sinLatitude) + (towardsMeridian * cosLatitude);
        return (Math.Asin(sine) / Angle.RadiansPerDegree) - (ParallaxDegrees * Math.Sqrt(1 - (sine * sine)));
    }

    public DateTimeOffset InstantOf(double day) => noon + TimeSpan.FromDays(day);

    /// <summary>When the sun sinks through an altitude in the evening, or null where it does not.</summary>
    public DateTimeOffset? Sinks(double altitudeDegrees) => Crossing(EveningDay, altitudeDegrees);

    /// <summary>When the sun climbs through an altitude in the morning, or null where it does not.</summary>
    public DateTimeOffset? Climbs(double altitudeDegrees) => Crossing(MorningDay, altitudeDegrees);

    private DateTimeOffset? Crossing(double highest, double altitudeDegrees)
    {
        var (above, below) = (highest, LowestDay);
        if (AltitudeAt(above) < altitudeDegrees || AltitudeAt(below) >= altitudeDegrees)
        {
            return null;
        }

        // Between its turns the altitude only falls or only rises, so halving cannot miss; 26 halvings leave a millisecond.
        for (var halving = 0; halving < 26; halving++)
        {
            var middle = (above + below) / 2;
            (above, below) = AltitudeAt(middle) < altitudeDegrees ? (above, middle) : (middle, below);
        }

        return InstantOf((above + below) / 2);
    }

    private (double Lowest, double Evening, double Morning) Turns()
    {
        var lowest = Extreme(0, 1, -1);
        return (lowest, Extreme(0, lowest, 1), Extreme(lowest, 1, 1));
    }

    /// <summary>The highest (sign 1) or lowest (sign -1) altitude between two days: the best sample, then golden section about it.</summary>
    private double Extreme(double from, double until, int sign)
    {
        var step = (until - from) / Samples;
        var best = from;
        for (var sample = 1; sample <= Samples; sample++)
        {
            var day = from + (sample * step);
            best = sign * AltitudeAt(day) > sign * AltitudeAt(best) ? day : best;
        }

        var (low, high) = (Math.Max(from, best - step), Math.Min(until, best + step));
        const double golden = 0.6180339887498949;
        for (var turn = 0; turn < 32; turn++)
        {
            var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
            (low, high) = sign * AltitudeAt(left) > sign * AltitudeAt(right) ? (low, right) : (left, high);
        }

        return (low + high) / 2;
    }
}
