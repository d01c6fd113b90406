using Sync.Devices;

namespace Sync.Tests.Devices.Alpaca.Served;

/// <summary>Its shutter and its azimuth move one at a time, and it calls both slewing.</summary>
internal sealed class ServedDome : ServedDevice
{
    private bool opens;
    private bool parked;

    public ServedDome(IDome dome, TimeProvider time)
        : base(time)
    {
        Gets["cansetshutter"] = () => true;
        Gets["cansetazimuth"] = () => dome.Facts.Turns;
        Gets["canpark"] = () => dome.Facts.Parks;
        Gets["slaved"] = () => false;
        Gets["slewing"] = () => Moves;
        Gets["atpark"] = () => parked && !Moves;
        Gets["azimuth"] = () => dome.Look(default).Result.AzimuthDegrees;
        Gets["shutterstatus"] = () => dome.Look(default).Result.Opening switch { DomeOpening.Open => 0, DomeOpening.Closed => 1, _ => opens ? 2 : 3 };
        Puts["abortslew"] = _ => Halt();
        Puts["openshutter"] = _ => Drive(open: true, dome.Open);
        Puts["closeshutter"] = _ => Drive(open: false, dome.Close);
        Puts["slewtoazimuth"] = form => Turn(park: false, cancel => dome.Turn(Number(form, "Azimuth"), cancel));
        Puts["park"] = _ => Turn(park: true, dome.Park);
    }

    private void Drive(bool open, Func<CancellationToken, Task> motion)
    {
        opens = open;
        Start(motion);
    }

    private void Turn(bool park, Func<CancellationToken, Task> motion)
    {
        parked = park;
        Start(motion);
    }
}
