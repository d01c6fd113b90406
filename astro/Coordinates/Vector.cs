namespace Sync.Astro.Coordinates;

/// <summary>Three right-handed components: of a direction (length 1), or of a place in kilometres.</summary>
internal readonly record struct Vector(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector operator *(Vector a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);

    public double Dot(Vector other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public Vector Cross(Vector other) => new(
        (Y * other.Z) - (Z * other.Y),
        (Z * other.X) - (X * other.Z),
        (X * other.Y) - (Y * other.X));

    public Vector Unit() => this * (1 / Length);

    /// <summary>Turns the axes about X by an angle in radians; the vector stays where it is.</summary>
    public Vector AxesAboutX(double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return new(X, (cos * Y) + (sin * Z), (cos * Z) - (sin * Y));
    }

    /// <summary>Turns the axes about Y by an angle in radians; the vector stays where it is.</summary>
    public Vector AxesAboutY(double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return new((cos * X) - (sin * Z), Y, (sin * X) + (cos * Z));
    }

    /// <summary>Turns the axes about Z by an angle in radians; the vector stays where it is.</summary>
    public Vector AxesAboutZ(double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return new((cos * X) + (sin * Y), (cos * Y) - (sin * X), Z);
    }

    /// <summary>Longitude and latitude in radians, the longitude 0 to 2π.</summary>
    public (double Longitude, double Latitude) Spherical() =>
        (Angle.Turn(Math.Atan2(Y, X)), Math.Atan2(Z, Math.Sqrt((X * X) + (Y * Y))));

    public static Vector FromSpherical(double longitude, double latitude, double length = 1)
    {
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude);
        var (sinLatitude, cosLatitude) = Math.SinCos(latitude);
        return new(length * cosLatitude * cosLongitude, length * cosLatitude * sinLongitude, length * sinLatitude);
    }

    public static Vector From(Equatorial place, double length = 1) =>
        FromSpherical(place.RightAscensionHours * Angle.RadiansPerHour, place.DeclinationDegrees * Angle.RadiansPerDegree, length);

    public Equatorial ToEquatorial()
    {
        var (longitude, latitude) = Spherical();
        return new(longitude / Angle.RadiansPerHour, latitude / Angle.RadiansPerDegree);
    }
}
