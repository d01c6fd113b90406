using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>Where on the sky a script's place is.</summary>
internal sealed class Places(Observatory observatory, TimeProvider time)
{
    /// <summary>So near to the sun nothing is pointed while it is up: its light would burn what it falls on.</summary>
    private const double SunDegrees = 20;

    /// <param name="t">to look a target up</param>
    /// <param name="place">what is to be pointed at</param>
    /// <param name="target">the one that the event is about; null for none</param>
    /// <returns>what it is called, and where it is, J2000; or why nothing is to be pointed there</returns>
    public (string Name, Equatorial At, string? Trouble) Of(Transaction t, Place place, string? target)
    {
        var (name, at) = place switch
        {
            StarPlace star => (FormattableString.Invariant($"RA {star.RightAscensionHours:0.####} h, Dec {star.DeclinationDegrees:0.###}°"), new(star.RightAscensionHours, star.DeclinationDegrees)),
            HorizonPlace up => (
                FormattableString.Invariant($"altitude {up.AltitudeDegrees:0.#}°, azimuth {up.AzimuthDegrees:0.#}°"),
                Sky.J2000At(new(up.AltitudeDegrees, up.AzimuthDegrees), observatory.Site, time.GetUtcNow())),
            _ => Target(t, ((TargetPlace)place).Name ?? target),
        };
        if (at is not { } sky)
            return (name, default, name.Length == 0 ? "The event is about no target." : $"The catalogue has no target '{name}' that is active.");
        return (name, sky, SunTrouble(sky));
    }

    private static (string, Equatorial?) Target(Transaction t, string? name) =>
        CatalogueStore.Plannable(t).FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found ? (found.Name, found.Position) : (name ?? "", null);

    private string? SunTrouble(Equatorial at)
    {
        var now = time.GetUtcNow();
        var apart = Sky.SeparationDegrees(Sky.J2000ToDate(at, now), Sky.J2000ToDate(Sun.Position(now), now));
        return apart < SunDegrees && Sun.AltitudeDegrees(observatory.Site, now) > -1
            ? FormattableString.Invariant($"The sun is up and {apart:0}° from there; less than {SunDegrees}° is not allowed.")
            : null;
    }
}
