using Sync.Devices.Phd2;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;

namespace Sync.Tests.Devices.Phd2;

public sealed class Phd2RigTests
{
    private const string Rig = """
        {
          "site": { "name": "Garden", "latitudeDegrees": 50.1, "longitudeDegrees": 8.6, "elevationMetres": 120 },
          "mount": { "driver": "simulated" },
          "guider": { "driver": "phd2", "address": "localhost:4401", "profile": "Travel", "dithersByItself": true },
          "cameras": [ { "name": "a", "driver": "simulated", "focalLengthMillimetres": 400, "apertureMillimetres": 80 } ]
        }
        """;

    [Fact]
    public async Task A_rig_may_guide_with_phd2_and_is_not_simulated_then()
    {
        var rig = RigFile.Parse(Rig);
        Assert.False(rig.IsSimulated);
        var devices = new RigDevices(rig, TimeProvider.System, new SimulatedWorld(TimeProvider.System, 1, null));
        await using var guider = devices.Guider(devices.Mount());
        Assert.Equal("PHD2 localhost:4401", Assert.IsType<Phd2Guider>(guider).Name);
        Assert.Equal(RigFile.Write(rig), RigFile.Write(RigFile.Parse(RigFile.Write(rig))));
    }

    [Theory]
    [InlineData("\"address\": \"localhost:4401\",", "", "guider.address is ''; host or host:port with a port from 1 to 65535 is allowed.")]
    [InlineData("localhost:4401", "localhost:99999", "guider.address is 'localhost:99999'; host or host:port")]
    [InlineData("\"phd2\"", "\"phd3\"", "guider.driver is 'phd3'; simulated or mount or mount-slews or phd2 is allowed.")]
    public void Without_an_address_it_is_refused(string part, string instead, string why) =>
        Assert.StartsWith(why, Assert.Throws<RigException>(() => RigFile.Parse(Rig.Replace(part, instead))).Message);
}
