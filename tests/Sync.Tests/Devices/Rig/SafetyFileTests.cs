using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Devices.Stations;

namespace Sync.Tests.Devices.Rig;

/// <summary>The member safety of a rig file.</summary>
public sealed class SafetyFileTests
{
    private const string Station = """{ "driver": "alpaca-weather", "device": "0", "address": "roof:11111", "limits": { "windMetresPerSecond": 12, "rainMillimetresPerHour": 0 } }""";

    [Fact]
    public async Task A_station_has_its_limits()
    {
        var rig = Rig(Station);
        Assert.Equal(new WeatherLimits { WindMetresPerSecond = 12, RainMillimetresPerHour = 0 }, Assert.Single(rig.Safety!).Limits);
        Assert.False(rig.IsSimulated);
        await using var monitor = Assert.IsType<WeatherMonitor>(Devices(rig).Safety());
        Assert.Equal("observingconditions 0", monitor.Name);
    }

    [Fact]
    public async Task An_indi_station_may_have_limits_of_its_own()
    {
        await using var monitor = Assert.IsType<WeatherMonitor>(Devices(Rig("""{ "driver": "indi-weather", "device": "Weather Simulator", "address": "roof" }""")).Safety());
        Assert.Equal("Weather Simulator", monitor.Name);
    }

    [Fact]
    public async Task Several_are_one_monitor()
    {
        var rig = Rig($$"""[{{Station}}, { "driver": "file", "path": "/run/rain" }]""");
        await using var monitor = Assert.IsType<JointSafetyMonitor>(Devices(rig).Safety());
        Assert.Equal("observingconditions 0, /run/rain", monitor.Name);
        Assert.Equal(2, RigFile.Parse(RigFile.Write(rig)).Safety!.Count);
    }

    [Fact]
    public void One_is_written_as_it_was_read() => Assert.Contains("\"safety\": {", RigFile.Write(Rig(Station)), StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "safety is an empty list")]
    [InlineData("""{ "driver": "alpaca-weather", "device": "0", "address": "roof" }""", "safety.limits is empty; the driver alpaca-weather needs one limit at least")]
    [InlineData("""{ "driver": "alpaca-weather", "device": "0", "address": "roof", "limits": {} }""", "safety.limits is empty")]
    [InlineData("""{ "driver": "indi-weather", "address": "roof" }""", "safety.device is empty")]
    [InlineData("""{ "driver": "file", "path": "/run/x", "limits": { "cloudPercent": 1 } }""", "safety.limits is not allowed for the driver file")]
    [InlineData("""[{ "driver": "simulated" }, { "driver": "indi-weather", "device": "a", "address": "b", "limits": { "humidityPercent": 101 } }]""", "safety[1].limits.humidityPercent is 101; 0 to 100")]
    [InlineData("""{ "driver": "simulated", "limit": 1 }""", "At $.safety")]
    [InlineData("""[{ "driver": "rain" }, { "driver": "file" }]""", "safety[0].driver is 'rain'")]
    public void What_is_wrong_is_named(string safety, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<RigException>(() => Rig(safety)).Message, StringComparison.Ordinal);

    private static RigDescription Rig(string safety) => RigFile.Parse($$"""
        {
          "site": { "name": "Garden", "latitudeDegrees": 50.1, "longitudeDegrees": 8.6, "elevationMetres": 120 },
          "mount": { "driver": "simulated" },
          "guider": { "driver": "simulated" },
          "safety": {{safety}},
          "cameras": [{ "name": "a", "driver": "simulated", "focalLengthMillimetres": 400, "apertureMillimetres": 80 }]
        }
        """);

    private static RigDevices Devices(RigDescription rig) => new(rig, TimeProvider.System, new SimulatedWorld(TimeProvider.System, 1, null));
}
