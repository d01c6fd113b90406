namespace Sync.Astro.Coordinates;

/// <summary>Units of angle in radians, and reduction to one turn.</summary>
internal static class Angle
{
    public const double RadiansPerDegree = Math.PI / 180;
    public const double RadiansPerHour = Math.PI / 12;
    public const double RadiansPerArcsecond = Math.PI / 648000;

    /// <summary>The same angle in 0 to 2π, radians.</summary>
    public static double Turn(double radians) => Modulo(radians, Math.Tau);

    /// <summary>The same hour of the day in 0 to 24.</summary>
    public static double TurnHours(double hours) => Modulo(hours, 24);

    /// <summary>The same hours in -12 (excluded) to 12.</summary>
    public static double SignedHours(double hours)
    {
        var turned = TurnHours(hours);
        return turned > 12 ? turned - 24 : turned;
    }

    private static double Modulo(double value, double period)
    {
        var rest = value - (period * Math.Floor(value / period));

        // A tiny negative value rounds up to the whole period.
        return rest < period ? rest : 0;
    }
}
