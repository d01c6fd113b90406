using System.Globalization;
using Sync.Astro.Coordinates;

namespace Sync.Devices.Alpaca;

/// <summary>Places on the sky as a mount speaks of them: of date, or of J2000.</summary>
internal sealed class AlpacaPlaces(AlpacaLine line, bool ofDate, bool slewsAsynchronously)
{
    private const int Other = 0;
    private const int OfDate = 1;
    private const int J2000 = 2;

    /// <summary>Of a slew's end: a mount that was stopped on its way is farther off, a poor pointing is not.</summary>
    private const double NearDegrees = 0.5;

    private const double SyncedDegrees = 1.0 / 60;

    /// <exception cref="DeviceException">the mount speaks of 1950 or 2050, or can't slew</exception>
    public static async Task<AlpacaPlaces> Connect(AlpacaLine line, CancellationToken cancel)
    {
        var system = (await line.Get("equatorialsystem", cancel)).Whole(0, 100);
        if (system is not (Other or OfDate or J2000))
            throw new DeviceException(line.Name, $"has coordinates of equatorial system {system}; 0 to 2 (of date, J2000) is allowed");
        var asynchronous = await line.Can("canslewasync", cancel);
        if (!asynchronous && !await line.Can("canslew", cancel))
            throw new DeviceException(line.Name, "can't slew");
        return new(line, system != J2000, asynchronous);
    }

    /// <summary>The side of the pier; null where it is not known.</summary>
    public static PierSide? Side(AlpacaValue? told) => told?.Whole(-1, 1) switch
    {
        0 => PierSide.East,
        1 => PierSide.West,
        _ => null,
    };

    public async Task<Equatorial> Now(CancellationToken cancel)
    {
        var at = new Equatorial((await line.Get("rightascension", cancel)).Number(), (await line.Get("declination", cancel)).Number());
        if (at.RightAscensionHours is not (>= 0 and <= 24) || at.DeclinationDegrees is not (>= -90 and <= 90))
            throw new DeviceException(line.Name, FormattableString.Invariant($"says it is at {at.RightAscensionHours} h, {at.DeclinationDegrees}°; 0 to 24 h and -90 to 90° are allowed"));
        return ofDate ? Sky.DateToJ2000(at, line.Time.GetUtcNow()) : at;
    }

    public async Task<bool> IsNear(Equatorial target, CancellationToken cancel) =>
        Sky.SeparationDegrees(await Now(cancel), target) < NearDegrees;

    /// <summary>After a sync it tells that place, as exactly as it tells any.</summary>
    public async Task<bool> IsAt(Equatorial seen, CancellationToken cancel) =>
        Sky.SeparationDegrees(await Now(cancel), seen) < SyncedDegrees;

    public Task Sync(Equatorial seen, CancellationToken cancel)
    {
        var place = OnWire(seen);
        return line.Put("synctocoordinates", cancel, ("RightAscension", place.RightAscensionHours), ("Declination", place.DeclinationDegrees));
    }

    /// <summary>Begins a slew; a mount that can't do so without waiting has gone there when it returns.</summary>
    public Task Slew(Equatorial target, TimeSpan limit, CancellationToken cancel)
    {
        var place = OnWire(target);
        return line.Put(slewsAsynchronously ? "slewtocoordinatesasync" : "slewtocoordinates", limit, cancel,
            ("RightAscension", place.RightAscensionHours), ("Declination", place.DeclinationDegrees));
    }

    /// <summary>The side on which the mount would reach it from here; null where it does not tell.</summary>
    public async Task<PierSide?> Destination(Equatorial target, CancellationToken cancel)
    {
        var place = OnWire(target);
        var query = string.Create(CultureInfo.InvariantCulture, $"RightAscension={place.RightAscensionHours}&Declination={place.DeclinationDegrees}");
        return Side(await line.Ask("destinationsideofpier", cancel, query));
    }

    private Equatorial OnWire(Equatorial target) => ofDate ? Sky.J2000ToDate(target, line.Time.GetUtcNow()) : target;
}
