using Sync.Devices;

namespace Sync.Tests.Devices.Alpaca.Served;

/// <summary>A station without a rain gauge, as fresh as it was asked.</summary>
internal sealed class ServedWeather : ServedDevice
{
    private static readonly Dictionary<string, double> Sensors = new()
    {
        ["cloudcover"] = 12, ["dewpoint"] = 1.5, ["humidity"] = 61, ["skyquality"] = 21.1, ["skytemperature"] = -25, ["starfwhm"] = 2.2,
        ["temperature"] = 8.5, ["windgust"] = 6.5, ["windspeed"] = 4.25,
    };

    public ServedWeather(TimeProvider time)
        : base(time)
    {
        foreach (var (sensor, value) in Sensors)
            Gets[sensor] = () => value;
        Gets["timesincelastupdate"] = () => 3.5;
    }
}

internal sealed class ServedSafetyMonitor : ServedDevice
{
    public ServedSafetyMonitor(ISafetyMonitor monitor, TimeProvider time)
        : base(time) => Gets["issafe"] = () => monitor.Watch(null, default).Result.IsSafe;
}
