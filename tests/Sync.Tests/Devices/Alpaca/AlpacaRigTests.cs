using Sync.Devices.Alpaca;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;

namespace Sync.Tests.Devices.Alpaca;

public sealed class AlpacaRigTests
{
    private const string Rig = """
        {
          "site": { "name": "Garden", "latitudeDegrees": 50.1, "longitudeDegrees": 8.6, "elevationMetres": 120 },
          "mount": { "driver": "alpaca", "device": "0", "address": "localhost:11111" },
          "guider": { "driver": "mount" },
          "safety": { "driver": "alpaca", "device": "Roof", "address": "localhost:11111" },
          "dome": { "driver": "alpaca", "device": "0", "address": "localhost:11111" },
          "cameras": [
            { "name": "a", "driver": "alpaca", "device": "0", "address": "localhost:11111", "focalLengthMillimetres": 400, "apertureMillimetres": 80,
              "wheel": { "driver": "alpaca", "device": "0", "address": "localhost:11111" },
              "cover": { "driver": "alpaca", "device": "0", "address": "localhost:11111" },
              "focuser": { "driver": "alpaca", "device": "0", "address": "localhost:11111" } }
          ]
        }
        """;

    [Fact]
    public async Task The_devices_of_a_rig_are_those_of_its_server()
    {
        var rig = RigFile.Parse(Rig);
        Assert.False(rig.IsSimulated);
        var devices = new RigDevices(rig, TimeProvider.System, new SimulatedWorld(TimeProvider.System, 1, null));
        await using var camera = Assert.IsType<AlpacaCamera>(devices.Camera(rig.Cameras[0]));
        await using var wheel = Assert.IsType<AlpacaFilterWheel>(devices.Wheel(rig.Cameras[0]));
        await using var cover = Assert.IsType<AlpacaCover>(devices.Cover(rig.Cameras[0]));
        await using var focuser = Assert.IsType<AlpacaFocuser>(devices.Focuser(rig.Cameras[0]));
        await using var mount = Assert.IsType<AlpacaMount>(devices.Mount());
        await using var dome = Assert.IsType<AlpacaDome>(devices.Dome());
        await using var monitor = Assert.IsType<AlpacaSafetyMonitor>(devices.Safety());
        await using var rotator = Assert.IsType<AlpacaRotator>(devices.Rotator(rig.Cameras[0] with { Rotator = new() { Driver = "alpaca", Device = "0", Address = "localhost:1" } }));
        Assert.Equal(("camera 0", "telescope 0", "Roof"), (camera.Name, mount.Name, monitor.Name));
    }

    [Theory]
    [InlineData("\"device\": \"Roof\"", "\"device\": \"\"", "safety.device is empty")]
    [InlineData("\"name\": \"a\"", "\"name\": \"a\", \"readoutMode\": \" \"", "cameras[0].readoutMode is ' '")]
    [InlineData("\"cover\": { \"driver\": \"alpaca\", \"device\": \"0\",", "\"cover\": { \"driver\": \"alpaca\",", "cameras[0].cover.device is empty")]
    [InlineData("\"driver\": \"alpaca\"", "\"driver\": \"ascom\"", "is 'ascom'; simulated or indi or alpaca is allowed")]
    public void What_is_wrong_is_named(string right, string wrong, string complaint) => Assert.Contains(
        complaint, Assert.Throws<RigException>(() => RigFile.Parse(Rig.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
}
