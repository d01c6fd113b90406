using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;

namespace Sync.Tests.Devices.Alpaca.Served;

/// <summary>Speaks of places of date, and refuses to slew when it is parked or does not track.</summary>
internal sealed class ServedMount : ServedDevice
{
    private readonly SimulatedMount mount;
    private readonly SimulatedWorld world;
    private bool parked;
    private bool atLimit;

    public ServedMount(SimulatedMount mount, SimulatedWorld world)
        : base(world.Time)
    {
        (this.mount, this.world) = (mount, world);
        Gets["equatorialsystem"] = () => 1;
        Gets["canslewasync"] = () => true;
        Gets["cansync"] = () => true;
        Gets["rightascension"] = () => Place.RightAscensionHours;
        Gets["declination"] = () => Place.DeclinationDegrees;
        Gets["sideofpier"] = () => mount.PierSide(default).Result == PierSide.East ? 0 : 1;
        Gets["tracking"] = () => world.SkyAt(world.Now).Tracking;
        Gets["slewing"] = () => Moves;
        Gets["ispulseguiding"] = () => Moves;
        Gets["atpark"] = () => parked;
        Puts["unpark"] = _ => parked = false;
        Puts["tracking"] = form => Track(bool.Parse(form["Tracking"]));
        Puts["abortslew"] = _ => Abort();
        Puts["slewtocoordinatesasync"] = form => Slew(new(Number(form, "RightAscension"), Number(form, "Declination")));
        Puts["synctocoordinates"] = form => SyncTo(new(Number(form, "RightAscension"), Number(form, "Declination")));
        Puts["park"] = _ => Start(async cancel =>
        {
            await mount.Park(cancel);
            parked = true;
        });
        Puts["pulseguide"] = form => Start(cancel =>
            mount.PulseGuide((GuideDirection)(int)Number(form, "Direction"), TimeSpan.FromMilliseconds(Number(form, "Duration")), cancel));
    }

    private Equatorial Place => Sky.J2000ToDate(mount.Position(default).Result, world.Now);

    private void Slew(Equatorial ofDate)
    {
        if (parked)
            throw new ServedRefusal(ServedRefusal.Parked, "SlewToCoordinatesAsync");
        if (!world.SkyAt(world.Now).Tracking && !atLimit)
            throw new ServedRefusal(ServedRefusal.InvalidOperation, "SlewToCoordinatesAsync is not allowed when tracking is False");
        Start(cancel => mount.Slew(Sky.DateToJ2000(ofDate, world.Now), cancel));
    }

    private void SyncTo(Equatorial ofDate)
    {
        if (parked)
            throw new ServedRefusal(ServedRefusal.Parked, "SyncToCoordinates");
        mount.Sync(Sky.DateToJ2000(ofDate, world.Now), default).GetAwaiter().GetResult();
    }

    /// <summary>At the limit behind the meridian it can't track; then a slew is allowed without.</summary>
    private void Track(bool on)
    {
        atLimit = true;
        mount.SetTracking(on, default).GetAwaiter().GetResult();
        atLimit = false;
    }

    private void Abort()
    {
        if (parked)
            throw new ServedRefusal(ServedRefusal.Parked, "AbortSlew");
        Halt();
    }
}
