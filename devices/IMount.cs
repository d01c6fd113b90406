using Sync.Astro.Coordinates;

namespace Sync.Devices;

/// <summary>The mount that carries all telescopes. Coordinates are J2000; a driver whose mount speaks otherwise converts.</summary>
public interface IMount : IDevice
{
    /// <summary>Slews there and tracks. Unparks first when parked.</summary>
    Task Slew(Equatorial target, CancellationToken cancel);

    /// <summary>Slews there so that the telescopes come to the other side of the pier, and tracks. Which side they came to, <see cref="PierSide"/> tells.</summary>
    Task Flip(Equatorial target, CancellationToken cancel);

    /// <summary>From now on it believes that it looks there; nothing moves. For a mount that tracks.</summary>
    /// <param name="seen">where it looks in truth, J2000</param>
    /// <param name="cancel">gives up waiting</param>
    /// <returns>false where it is a mount that can't be told: it believes what it did</returns>
    /// <exception cref="DeviceException">it refused; what it believes, <see cref="Position"/> tells</exception>
    Task<bool> Sync(Equatorial seen, CancellationToken cancel);

    /// <summary>Where it believes that it looks.</summary>
    Task<Equatorial> Position(CancellationToken cancel);

    /// <summary>Which side of the pier the telescopes are on, where the mount tells.</summary>
    Task<PierSide?> PierSide(CancellationToken cancel);

    Task SetTracking(bool on, CancellationToken cancel);

    /// <summary>Moves at guide rate, and returns when the pulse is over.</summary>
    Task PulseGuide(GuideDirection direction, TimeSpan length, CancellationToken cancel);

    Task Park(CancellationToken cancel);

    /// <summary>Stops all motion but tracking.</summary>
    Task Stop(CancellationToken cancel);
}

public enum PierSide
{
    East,
    West,
}

public enum GuideDirection
{
    North,
    South,
    East,
    West,
}
