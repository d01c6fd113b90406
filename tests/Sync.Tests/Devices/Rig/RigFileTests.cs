using Sync.Devices.Rig;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;

namespace Sync.Tests.Devices.Rig;

public sealed class RigFileTests
{
    private const string Small = """
        {
          // comments are welcome
          "site": { "name": "Garden", "latitudeDegrees": 50.1, "longitudeDegrees": 8.6, "elevationMetres": 120 },
          "mount": { "driver": "indi", "device": "Telescope Simulator", "address": "localhost:7624" },
          "guider": { "driver": "mount" },
          "cameras": [
            { "name": "a", "driver": "simulated", "focalLengthMillimetres": 400, "apertureMillimetres": 80,
              "wheel": { "driver": "simulated", "filters": ["L", "Ha"] } }
          ]
        }
        """;

    [Fact]
    public void A_rig_is_read()
    {
        var rig = RigFile.Parse(Small);
        Assert.Equal("Telescope Simulator", rig.Mount?.Device);
        Assert.Equal(["L", "Ha"], rig.Camera("a").Wheel!.Filters!);
        Assert.Equal(("a", "a"), (rig.Camera("a").ProfileOrName(), rig.Camera("a").TelescopeOrName()));
    }

    [Theory]
    [InlineData("\"latitudeDegrees\": 50.1", "\"latitudeDegrees\": 99", "site.latitudeDegrees is 99; -90 to 90")]
    [InlineData("\"driver\": \"mount\"", "\"driver\": \"phd3\"", "guider.driver is 'phd3'; simulated or mount")]
    [InlineData("\"cameras\": [", "\"safety\": { \"driver\": \"rain\" }, \"cameras\": [", "safety.driver is 'rain'; simulated or file")]
    [InlineData("\"cameras\": [", "\"safety\": { \"driver\": \"file\" }, \"cameras\": [", "safety.path is empty")]
    [InlineData("\"cameras\": [", "\"safety\": { \"driver\": \"simulated\", \"freshSeconds\": 0 }, \"cameras\": [", "safety.freshSeconds is 0; 1 to 3600")]
    [InlineData("\"name\": \"a\"", "\"name\": \"A b\"", "cameras[0].name is 'A b'; 1 to 32 of a to z")]
    [InlineData("\"name\": \"a\"", "\"name\": \"a\", \"colour\": 1", "colour")]
    [InlineData("localhost:7624", "localhost:0", "mount.address is 'localhost:0'; host or host:port")]
    [InlineData("\"Telescope Simulator\"", "\"\"", "mount.device is empty")]
    [InlineData("\"filters\": [\"L\", \"Ha\"]", "\"filters\": []", "cameras[0].wheel.filters is empty")]
    [InlineData("\"filters\": [\"L\", \"Ha\"]", "\"filters\": [\"L\", \"L\"]", "cameras[0].wheel.filters is L, L")]
    [InlineData("\"focalLengthMillimetres\": 400,", "", "focalLengthMillimetres")]
    [InlineData("\"focalLengthMillimetres\": 400", "\"focalLengthMillimetres\": \"long\"", "focalLengthMillimetres")]
    [InlineData("\"focalLengthMillimetres\": 400", "\"focalLengthMillimetres\": 0", "cameras[0].focalLengthMillimetres is 0; 1 to")]
    [InlineData("\"focalLengthMillimetres\": 400", "\"rotator\": { \"driver\": \"simulated\" }, \"focalLengthMillimetres\": 400", "cameras[0].solver is missing")]
    [InlineData("\"focalLengthMillimetres\": 400", "\"rotator\": { \"driver\": \"indi\" }, \"focalLengthMillimetres\": 400", "cameras[0].rotator.device is empty")]
    [InlineData("\"focalLengthMillimetres\": 400", "\"solver\": { \"driver\": \"stars\" }, \"focalLengthMillimetres\": 400", "cameras[0].solver.driver is 'stars'; simulated")]
    [InlineData("\"focalLengthMillimetres\": 400", "\"centres\": true, \"focalLengthMillimetres\": 400", "cameras[0].solver is missing")]
    [InlineData("\"device\": \"Telescope Simulator\"", "\"syncs\": false, \"device\": \"Telescope Simulator\"", "mount.driver is 'indi'; pointingErrorArcminutes and syncs")]
    [InlineData("\"device\": \"Telescope Simulator\"", "\"pointingErrorArcminutes\": 601, \"device\": \"Telescope Simulator\"", "mount.pointingErrorArcminutes is 601; 0 to 600")]
    [InlineData("\"cameras\": [", "\"cameras\": null, \"x\": [", "cameras")]
    public void What_is_wrong_is_named(string right, string wrong, string complaint)
    {
        var trouble = Assert.Throws<RigException>(() => RigFile.Parse(Small.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(complaint, trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_cameras_with_one_name_are_refused()
    {
        var rig = DemoRig.Of(2);
        var twins = rig with { Cameras = [rig.Cameras[0], rig.Cameras[0]] };
        var trouble = Assert.Throws<RigException>(() => RigFile.Parse(RigFile.Write(twins)));
        Assert.Contains("'esprit' 2 times", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_cameras_that_centre_are_refused()
    {
        var rig = DemoRig.Of(3);
        var twice = rig with { Cameras = [.. rig.Cameras.Select(c => c with { Solver = new() { Driver = "simulated" }, Centres = c.Name != "newton" })] };
        var trouble = Assert.Throws<RigException>(() => RigFile.Parse(RigFile.Write(twice)));
        Assert.Equal("centres is true for esprit and redcat; one camera at most is allowed.", trouble.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var trouble = Assert.Throws<RigException>(() => RigFile.Read("no-such-rig.json"));
        Assert.Contains("no-such-rig.json", trouble.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public void The_demo_rig_is_a_rig_and_survives_its_file(int cameras)
    {
        var rig = RigFile.Parse(RigFile.Write(DemoRig.Of(cameras)));
        Assert.Equal(cameras, rig.Cameras.Count);
        Assert.Equal(RigFile.Write(DemoRig.Of(cameras)), RigFile.Write(rig));
    }

    [Fact]
    public void The_devices_of_the_demo_rig_are_simulated_ones()
    {
        var rig = DemoRig.Of(3);
        var devices = new RigDevices(rig, TimeProvider.System, new SimulatedWorld(TimeProvider.System, 1, null));
        Assert.All(rig.Cameras, c => Assert.IsType<SimulatedCamera>(devices.Camera(c)));
        Assert.Equal(["L", "Ha"], devices.Wheel(rig.Camera("redcat"))!.Filters);
        Assert.IsType<SimulatedGuider>(devices.Guider(devices.Mount()));
        Assert.Equal("RGGB", devices.Camera(rig.Camera("newton")).Facts.BayerPattern);
    }

    [Fact]
    public void A_driver_that_is_not_there_is_named()
    {
        var camera = DemoRig.Of(1).Cameras[0] with { Driver = "carrier-pigeon" };
        var devices = new RigDevices(DemoRig.Of(1), TimeProvider.System, new SimulatedWorld(TimeProvider.System, 1, null));
        var trouble = Assert.Throws<RigException>(() => devices.Camera(camera));
        Assert.Contains("carrier-pigeon", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_an_agent_has_no_mount_and_serves_nobody_else()
    {
        var rig = RigFile.Parse(RigFile.Write(DemoRig.Of(1) with { Mount = null, Guider = null }));
        Assert.Null(rig.Mount);
        Assert.True(rig.IsSimulated);
        Assert.Contains("no mount", Assert.Throws<RigException>(() => rig.Whole()).Message);
        Assert.Contains("no guider", Assert.Throws<RigException>(() => (rig with { Mount = DemoRig.Of(1).Mount }).Whole()).Message);
        Assert.NotNull(DemoRig.Of(1).Whole().Mount);
    }
}
