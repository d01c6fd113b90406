using Sync.Astro.Coordinates;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.Dither.Moves;

/// <summary>Where the mount is sent so that the telescopes come to the target, where it is known that they look beside it.</summary>
internal sealed class Aim(IMount mount, TimeProvider time, DitherOptions options)
{
    /// <summary>What was seen is of the slew before; a mount that is farther from there has parked or was moved since, and must not be told wrong.</summary>
    private const double NearDegrees = 10;

    /// <summary>The mount is told where it looks. One that can't be, or refuses, is sent as far beside the target as it looks beside it now.</summary>
    /// <exception cref="DeviceException">the mount is not where the telescopes looked, or does not answer</exception>
    public async Task<Equatorial> Of(Slew slew, CancellationToken cancel)
    {
        var target = new Equatorial(slew.RightAscensionHours, slew.DeclinationDegrees);
        if (slew.Looks is not { } place)
            return target;
        var looks = new Equatorial(place.RightAscensionHours, place.DeclinationDegrees);
        var away = Sky.SeparationDegrees(await Believed(cancel), target);
        if (away > NearDegrees)
            throw new DeviceException(mount.Name, FormattableString.Invariant($"is {away:0.0}° from {slew.Target}, so what was seen there says nothing of it any more"));
        return await Synced(looks, cancel) ? target : Carried(await Believed(cancel), looks, target);
    }

    /// <summary>Turns a place about the axis, and by the angle, that brings one place to another (Rodrigues' rotation).</summary>
    internal static Equatorial Carried(Equatorial place, Equatorial from, Equatorial to)
    {
        var (a, b, p) = (Vector(from), Vector(to), Vector(place));
        var axis = Cross(a, b);
        var cos = Dot(a, b);
        var along = Dot(axis, p) / (1 + cos);
        var across = Cross(axis, p);
        var (x, y, z) = ((p.X * cos) + across.X + (axis.X * along), (p.Y * cos) + across.Y + (axis.Y * along), (p.Z * cos) + across.Z + (axis.Z * along));
        var hours = Math.Atan2(y, x) * 12 / Math.PI;
        return new(hours < 0 ? (hours + 24) % 24 : hours, Math.Atan2(z, Math.Sqrt((x * x) + (y * y))) * 180 / Math.PI);
    }

    /// <summary>A mount that refuses, as some do far from what they believe, is no reason to fail: what it believes then is asked.</summary>
    private async Task<bool> Synced(Equatorial looks, CancellationToken cancel)
    {
        try
        {
            return await time.Within("mount sync", "Syncing the mount", options.CommandLimit, c => mount.Sync(looks, c), cancel);
        }
        catch (DeviceException)
        {
            return false;
        }
    }

    private Task<Equatorial> Believed(CancellationToken cancel) =>
        time.Within("mount position", "Asking the mount where it is", options.CommandLimit, mount.Position, cancel);

    private static (double X, double Y, double Z) Vector(Equatorial at)
    {
        var (sinRa, cosRa) = Math.SinCos(at.RightAscensionHours * Math.PI / 12);
        var (sinDec, cosDec) = Math.SinCos(at.DeclinationDegrees * Math.PI / 180);
        return (cosDec * cosRa, cosDec * sinRa, sinDec);
    }

    private static (double X, double Y, double Z) Cross((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
        ((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    private static double Dot((double X, double Y, double Z) a, (double X, double Y, double Z) b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);
}
