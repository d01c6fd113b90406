namespace Sync.Devices;

/// <summary>What a device is, whoever's driver it has.</summary>
public enum DeviceKind
{
    Camera,
    FilterWheel,
    Focuser,
    Rotator,
    Mount,
    Guider,
    Dome,

    /// <summary>A cover, a panel of light, or both in one.</summary>
    Cover,
    SafetyMonitor,
    Weather,

    /// <summary>Nothing that a rig is made of here: a switch, a power box, a GPS.</summary>
    Other,
}
