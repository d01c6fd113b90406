using Sync.Devices;

namespace Sync.Tests.Devices.Alpaca.Served;

internal sealed class ServedWheel : ServedDevice
{
    public ServedWheel(IFilterWheel wheel, TimeProvider time)
        : base(time)
    {
        Gets["names"] = () => wheel.Filters;
        Gets["position"] = () => Moves ? -1 : wheel.Filters.ToList().IndexOf(wheel.Current!);
        Puts["position"] = form => Start(cancel => wheel.Select(wheel.Filters[(int)Number(form, "Position")], cancel));
    }
}

/// <summary>It goes 4,000 steps at a time, and takes any position without a word.</summary>
internal sealed class ServedFocuser : ServedDevice
{
    private const int MostSteps = 4000;

    public ServedFocuser(IFocuser focuser, TimeProvider time)
        : base(time)
    {
        Gets["absolute"] = () => true;
        Gets["maxstep"] = () => focuser.HighestPosition;
        Gets["maxincrement"] = () => MostSteps;
        Gets["position"] = () => focuser.Position;
        Gets["ismoving"] = () => Moves;
        Gets["temperature"] = () => focuser.Celsius(default).Result;
        Puts["halt"] = _ => Halt();
        Puts["move"] = form => Move(focuser, (int)Number(form, "Position"));
    }

    private void Move(IFocuser focuser, int position)
    {
        if (Math.Abs(position - focuser.Position) > MostSteps)
            throw new ServedRefusal(ServedRefusal.InvalidValue, $"a move of over {MostSteps} steps");
        Start(cancel => focuser.Move(Math.Clamp(position, 0, focuser.HighestPosition), cancel));
    }
}

/// <summary>Others have synced it by 35.5°; its own marks go from 0 to 360, and the simulated one's from -180 to 180.</summary>
internal sealed class ServedRotator : ServedDevice
{
    private const double Synced = 35.5;

    public ServedRotator(IRotator rotator, TimeProvider time)
        : base(time)
    {
        Gets["mechanicalposition"] = () => (rotator.Degrees + 360) % 360;
        Gets["position"] = () => (rotator.Degrees + Synced + 360) % 360;
        Gets["ismoving"] = () => Moves;
        Puts["halt"] = _ => Halt();
        Puts["movemechanical"] = form => Start(cancel => rotator.Turn(Math.IEEERemainder(Number(form, "Position"), 360), cancel));
    }
}

internal sealed class ServedCover : ServedDevice
{
    public ServedCover(ICover cover, TimeProvider time)
        : base(time)
    {
        Gets["coverstate"] = () => cover.IsOpen(default).Result switch { null => 2, true => 3, false => 1 };
        Gets["calibratorstate"] = () => 1;
        Gets["maxbrightness"] = () => 250;
        Puts["opencover"] = _ => Start(cover.Open);
        Puts["closecover"] = _ => Start(cover.Close);
        Puts["calibratoron"] = form => cover.Light((int)Number(form, "Brightness") * 100 / 250, default).GetAwaiter().GetResult();
        Puts["calibratoroff"] = _ => cover.Light(0, default).GetAwaiter().GetResult();
    }
}
