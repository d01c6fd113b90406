namespace Sync.Devices;

/// <summary>A dome, or a roof that rolls off.</summary>
public interface IDome : IDevice
{
    /// <summary>Known after <see cref="IDevice.Connect"/>.</summary>
    DomeFacts Facts { get; }

    /// <summary>How it is now.</summary>
    Task<DomeState> Look(CancellationToken cancel);

    /// <summary>Opens its shutter or roof, and returns when it is open. Harmless when it was. Leaves its park position where it must.</summary>
    /// <exception cref="DeviceException">also when its shutter has no motor</exception>
    Task Open(CancellationToken cancel);

    /// <summary>Returns when it is closed. Harmless when it was. A motion that is under way is waited for first. When it is cancelled it goes on.</summary>
    /// <exception cref="DeviceException">also when its shutter has no motor</exception>
    Task Close(CancellationToken cancel);

    /// <summary>Turns, and returns when its slit stands there. When it is cancelled it stops where it is. Leaves its park position where it must.</summary>
    /// <param name="azimuthDegrees">0 to 360, from north through east</param>
    /// <param name="cancel">nobody wants it any more</param>
    /// <exception cref="DeviceException">also when there is no such azimuth, and where it does not turn</exception>
    Task Turn(double azimuthDegrees, CancellationToken cancel);

    /// <summary>Goes to its park position, where it has one. Some close on the way.</summary>
    Task Park(CancellationToken cancel);
}

/// <summary>What a dome is.</summary>
/// <param name="Closes">whether a motor opens and closes it</param>
/// <param name="Turns">whether it turns; a roof does not</param>
/// <param name="Parks">whether it has a park position</param>
public sealed record DomeFacts(bool Closes, bool Turns, bool Parks);

/// <summary>How a dome is at one moment.</summary>
/// <param name="Opening">of its shutter or roof; open where it has no motor</param>
/// <param name="AzimuthDegrees">where its slit stands, 0 to 360, from north through east; null for a roof</param>
/// <param name="Turning">it has not come to rest yet</param>
/// <param name="FollowsMount">its driver turns it after the mount, so that nobody else need to</param>
public sealed record DomeState(DomeOpening Opening, double? AzimuthDegrees, bool Turning, bool FollowsMount);

public enum DomeOpening
{
    Closed,
    Open,

    /// <summary>It opens or closes.</summary>
    Moving,

    /// <summary>Halfway, or its driver can not tell, or says that it has failed.</summary>
    Unknown,
}
