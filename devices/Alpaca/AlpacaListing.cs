namespace Sync.Devices.Alpaca;

/// <summary>A device that a server has.</summary>
/// <param name="Type">as servers write it: Camera, FilterWheel, Focuser, Rotator, Telescope, CoverCalibrator, SafetyMonitor, Dome, ObservingConditions, Switch, Video</param>
/// <param name="Number">from 0, of its type; may become another when the server is set up anew</param>
/// <param name="Name">need not be unique</param>
/// <param name="UniqueId">stays</param>
public sealed record AlpacaListing(string Type, int Number, string Name, string UniqueId)
{
    public DeviceKind Kind => Type.ToLowerInvariant() switch
    {
        "camera" => DeviceKind.Camera,
        "filterwheel" => DeviceKind.FilterWheel,
        "focuser" => DeviceKind.Focuser,
        "rotator" => DeviceKind.Rotator,
        "telescope" => DeviceKind.Mount,
        "dome" => DeviceKind.Dome,
        "covercalibrator" => DeviceKind.Cover,
        "safetymonitor" => DeviceKind.SafetyMonitor,
        "observingconditions" => DeviceKind.Weather,
        _ => DeviceKind.Other,
    };
}
