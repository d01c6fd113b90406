using Sync.Astro.Coordinates;

namespace Sync.Devices.Simulated.World;

/// <summary>A direction in J2000 as a vector; x to 0h, y to 6h, z to the pole.</summary>
internal readonly record struct Direction(double X, double Y, double Z)
{
    public static Direction Of(Equatorial at)
    {
        var (sinRa, cosRa) = Math.SinCos(at.RightAscensionHours * Math.PI / 12);
        var (sinDec, cosDec) = Math.SinCos(at.DeclinationDegrees * Math.PI / 180);
        return new(cosDec * cosRa, cosDec * sinRa, sinDec);
    }

    public double Dot(Direction other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>Of any length.</summary>
    public Equatorial ToEquatorial()
    {
        var hours = Math.Atan2(Y, X) * 12 / Math.PI;
        return new(hours < 0 ? hours + 24 : hours, Math.Atan2(Z, Math.Sqrt((X * X) + (Y * Y))) * 180 / Math.PI);
    }

    public static double SeparationDegrees(Equatorial one, Equatorial other)
    {
        var (a, b) = (Of(one), Of(other));
        var cross = new Direction((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));
        return Math.Atan2(Math.Sqrt(cross.Dot(cross)), a.Dot(b)) * 180 / Math.PI;
    }

    /// <summary>Part of the great circle from one to the other; <paramref name="part"/> is 0 to 1.</summary>
    public static Equatorial Between(Equatorial one, Equatorial other, double part)
    {
        var angle = SeparationDegrees(one, other) * Math.PI / 180;
        if (angle < 1e-12 || part >= 1)
            return other;
        var (a, b) = (Of(one), Of(other));
        var (p, q) = (Math.Sin((1 - part) * angle), Math.Sin(part * angle));
        return new Direction((p * a.X) + (q * b.X), (p * a.Y) + (q * b.Y), (p * a.Z) + (q * b.Z)).ToEquatorial();
    }
}
