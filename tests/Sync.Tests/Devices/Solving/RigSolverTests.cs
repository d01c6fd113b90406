using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Devices.Solving;

namespace Sync.Tests.Devices.Solving;

public class RigSolverTests
{
    [Theory]
    [InlineData("""{ "driver": "astrometry" }""")]
    [InlineData("""{ "driver": "astap", "program": "/opt/astap_cli", "catalogue": "/opt/d50", "radiusDegrees": 30, "scalePercent": 5, "blind": false, "limitSeconds": 30, "downsample": 2 }""")]
    public void A_rig_file_names_the_program_that_solves(string solver)
    {
        var rig = RigFile.Parse(Rig(solver));
        Assert.Equal(rig.Cameras[0].Solver, RigFile.Parse(RigFile.Write(rig)).Cameras[0].Solver);
        var world = new SimulatedWorld(TimeProvider.System, 1, null);
        Assert.IsType<ProgramSolver>(new RigDevices(rig, TimeProvider.System, world).Solver(rig.Cameras[0]));
        Assert.False(rig.IsSimulated); // a real program takes real time
    }

    [Theory]
    [InlineData("""{ "driver": "stars" }""", "cameras[0].solver.driver is 'stars'; simulated or astrometry or astap is allowed.")]
    [InlineData("""{ "driver": "astap", "program": " " }""", "cameras[0].solver.program is empty; a path or a name that the system finds is allowed, or nothing for the usual one.")]
    [InlineData("""{ "driver": "astap", "catalogue": "d50" }""", "cameras[0].solver.catalogue is 'd50'; the whole path of a folder is allowed.")]
    [InlineData("""{ "driver": "astap", "radiusDegrees": 0 }""", "cameras[0].solver.radiusDegrees is 0; 0.1 to 180 is allowed.")]
    [InlineData("""{ "driver": "astap", "scalePercent": 100 }""", "cameras[0].solver.scalePercent is 100; 1 to 90 is allowed.")]
    [InlineData("""{ "driver": "astap", "limitSeconds": 0.5 }""", "cameras[0].solver.limitSeconds is 0.5; 1 to 600 is allowed.")]
    [InlineData("""{ "driver": "astap", "downsample": 0 }""", "cameras[0].solver.downsample is 0; 1 to 8 is allowed.")]
    public void What_it_can_not_use_is_named(string solver, string complaint) =>
        Assert.Equal(complaint, Assert.Throws<RigException>(() => RigFile.Parse(Rig(solver))).Message);

    private static string Rig(string solver) => $$"""
        {
          "site": { "name": "Garden", "latitudeDegrees": 50, "longitudeDegrees": 8, "elevationMetres": 100 },
          "cameras": [ { "name": "esprit", "driver": "simulated", "focalLengthMillimetres": 400, "apertureMillimetres": 80, "solver": {{solver}} } ]
        }
        """;
}
