using System.Text.RegularExpressions;

namespace Sync.Devices.Rig;

/// <summary>What a rig must fulfil beyond its form. Each complaint names member, value and what is allowed.</summary>
internal static partial class RigCheck
{
    private static readonly string[] Drivers = ["simulated", "indi", "alpaca"];
    private static readonly string[] GuiderDrivers = ["simulated", "mount", "mount-slews", "phd2"];
    private static readonly string[] SolverDrivers = ["simulated", "astrometry", "astap"];
    private static readonly string[] Patterns = ["RGGB", "BGGR", "GRBG", "GBRG"];

    public static void Check(RigDescription rig)
    {
        Between("site.latitudeDegrees", rig.Site.LatitudeDegrees, -90, 90);
        Between("site.longitudeDegrees", rig.Site.LongitudeDegrees, -180, 180);
        Between("site.elevationMetres", rig.Site.ElevationMetres, -500, 9000);
        if (rig.Mount is { } mount)
            Check(mount);
        if (rig.Guider is { } guider)
            Check(guider);
        SafetyCheck.Check(rig.Safety);
        if (rig.Dome is { } dome)
            Check(dome);
        if (rig.Cameras.Count == 0)
            throw new RigException("cameras is empty; at least one camera is needed.");
        for (var i = 0; i < rig.Cameras.Count; i++)
            Check($"cameras[{i}]", rig.Cameras[i]);
        if (rig.Cameras.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new RigException($"cameras has the name '{twice.Key}' {twice.Count()} times; each name is allowed once.");
        if (rig.Cameras.Where(c => c.Centres).Select(c => c.Name).ToList() is { Count: > 1 } several)
            throw new RigException($"centres is true for {string.Join(" and ", several)}; one camera at most is allowed.");
    }

    private static void Check(MountDescription mount)
    {
        OneOf("mount.driver", mount.Driver, Drivers);
        Reachable("mount", mount.Driver, mount.Device, mount.Address);
        Between("mount.pointingErrorArcminutes", mount.PointingErrorArcminutes, 0, 600);
        if (mount.Driver != "simulated" && (mount.PointingErrorArcminutes != 0 || !mount.Syncs))
            throw new RigException($"mount.driver is '{mount.Driver}'; pointingErrorArcminutes and syncs are allowed for a simulated mount only.");
    }

    private static void Check(GuiderDescription guider)
    {
        OneOf("guider.driver", guider.Driver, GuiderDrivers);
        if (guider.Driver == "phd2")
            IsAddress("guider", guider.Address);
    }

    private static void Check(DomeDescription dome)
    {
        OneOf("dome.driver", dome.Driver, Drivers);
        Reachable("dome", dome.Driver, dome.Device, dome.Address);
        Between("dome.radiusMetres", dome.RadiusMetres, 0.3, 50);
        Between("dome.slitMetres", dome.SlitMetres, 0.05, 2 * dome.RadiusMetres);
        Between("dome.beamMetres", dome.BeamMetres ?? 0.1, 0.01, dome.SlitMetres);
        Between("dome.axisMetres", dome.AxisMetres, 0, dome.RadiusMetres);
        foreach (var (member, metres) in new[] { ("North", dome.MountNorthMetres), ("East", dome.MountEastMetres), ("Up", dome.MountUpMetres) })
            Between($"dome.mount{member}Metres", metres, -dome.RadiusMetres, dome.RadiusMetres);
    }

    private static void Check(string where, CameraDescription camera)
    {
        if (!CameraName().IsMatch(camera.Name))
            throw new RigException($"{where}.name is '{camera.Name}'; 1 to 32 of a to z, 0 to 9 and - are allowed.");
        OneOf($"{where}.driver", camera.Driver, Drivers);
        Reachable(where, camera.Driver, camera.Device, camera.Address);
        Between($"{where}.focalLengthMillimetres", camera.FocalLengthMillimetres, 1, 100_000);
        Between($"{where}.apertureMillimetres", camera.ApertureMillimetres, 1, 100_000);
        Between($"{where}.coolToCelsius", camera.CoolToCelsius ?? 0, -100, 50);
        Between($"{where}.rotationDegrees", camera.RotationDegrees ?? 0, -360, 360);
        if (camera.ReadoutMode is { } mode && (camera.Driver != "alpaca" || string.IsNullOrWhiteSpace(mode)))
            throw new RigException($"{where}.readoutMode is '{mode}'; the name of a mode is allowed, of a camera whose driver is alpaca, and this one's is '{camera.Driver}'.");
        if (camera.Wheel is { } wheel)
            Check($"{where}.wheel", wheel);
        if (camera.Cover is { } cover)
        {
            OneOf($"{where}.cover.driver", cover.Driver, Drivers);
            Reachable($"{where}.cover", cover.Driver, cover.Device, cover.Address);
        }
        if (camera.Focuser is { } focuser)
            Check($"{where}.focuser", focuser);
        CheckField(where, camera);
        if (camera.Sensor is { } sensor)
            Check($"{where}.sensor", sensor);
    }

    private static void CheckField(string where, CameraDescription camera)
    {
        if (camera.Solver is { } solver)
            Check($"{where}.solver", solver);
        if (camera.Solver?.Driver == "simulated" && camera.Driver != "simulated")
            throw new RigException($"{where}.solver.driver is 'simulated'; that is allowed for a simulated camera only, and this one's driver is '{camera.Driver}'.");
        if (camera.Centres && camera.Solver is null)
            throw new RigException($"{where}.solver is missing; a camera that centres needs it to know where the telescopes look.");
        if (camera.Rotator is not { } rotator)
            return;
        OneOf($"{where}.rotator.driver", rotator.Driver, Drivers);
        Reachable($"{where}.rotator", rotator.Driver, rotator.Device, rotator.Address);
        if (camera.Solver is null)
            throw new RigException($"{where}.solver is missing; a camera with a rotator needs it to know how its field lies.");
    }

    private static void Check(string where, SolverDescription solver)
    {
        OneOf($"{where}.driver", solver.Driver, SolverDrivers);
        if (solver.Program is { } program && string.IsNullOrWhiteSpace(program))
            throw new RigException($"{where}.program is empty; a path or a name that the system finds is allowed, or nothing for the usual one.");
        if (solver.Catalogue is { } folder && (!Path.IsPathRooted(folder) || folder.Contains('\n', StringComparison.Ordinal)))
            throw new RigException($"{where}.catalogue is '{folder}'; the whole path of a folder is allowed.");
        Between($"{where}.radiusDegrees", solver.RadiusDegrees, 0.1, 180);
        Between($"{where}.scalePercent", solver.ScalePercent, 1, 90);
        Between($"{where}.limitSeconds", solver.LimitSeconds, 1, 600);
        Between($"{where}.downsample", solver.Downsample ?? 1, 1, 8);
    }

    private static void Check(string where, WheelDescription wheel)
    {
        OneOf($"{where}.driver", wheel.Driver, Drivers);
        Reachable(where, wheel.Driver, wheel.Device, wheel.Address);
        if (wheel.Driver == "simulated" && wheel.Filters is not { Count: > 0 })
            throw new RigException($"{where}.filters is empty; a simulated wheel needs the names of its filters.");
        if (wheel.Filters is { } filters && (filters.Any(string.IsNullOrWhiteSpace) || filters.Distinct().Count() < filters.Count))
            throw new RigException($"{where}.filters is {string.Join(", ", filters)}; names that differ are allowed, each once.");
    }

    private static void Check(string where, FocuserDescription focuser)
    {
        OneOf($"{where}.driver", focuser.Driver, Drivers);
        Reachable(where, focuser.Driver, focuser.Device, focuser.Address);
        Between($"{where}.stepSize", focuser.StepSize ?? 1, 1, 100_000);
        Between($"{where}.pointsEachSide", focuser.PointsEachSide ?? 2, 2, 20);
        Between($"{where}.exposureSeconds", focuser.ExposureSeconds ?? 1, 0.001, 60);
        Between($"{where}.everyFrames", focuser.EveryFrames ?? 0, 0, 100_000);
        Between($"{where}.everyMinutes", focuser.EveryMinutes ?? 0, 0, 1440);
        Between($"{where}.everyDegrees", focuser.EveryDegrees ?? 0, 0, 100);
        Between($"{where}.hfrGrowthPercent", focuser.HfrGrowthPercent ?? 0, 0, 1000);
        foreach (var (filter, steps) in focuser.FilterOffsets ?? new Dictionary<string, int>())
            Between($"{where}.filterOffsets.{filter}", steps, -100_000, 100_000);
    }

    private static void Check(string where, SensorDescription sensor)
    {
        Between($"{where}.widthPixels", sensor.WidthPixels, 16, 20_000);
        Between($"{where}.heightPixels", sensor.HeightPixels, 16, 20_000);
        Between($"{where}.pixelMicrometres", sensor.PixelMicrometres, 0.5, 100);
        Between($"{where}.downloadSeconds", sensor.DownloadSeconds, 0, 600);
        Between($"{where}.openingSeconds", sensor.OpeningSeconds ?? 0, 0, 60);
        if (sensor.BayerPattern is { } pattern)
            OneOf($"{where}.bayerPattern", pattern, Patterns);
    }

    internal static void Reachable(string where, string driver, string? device, string? address)
    {
        if (driver == "simulated")
            return;
        if (string.IsNullOrWhiteSpace(device))
            throw new RigException($"{where}.device is empty; the driver {driver} needs the device's name.");
        IsAddress(where, address);
    }

    private static void IsAddress(string where, string? address)
    {
        // The usual port is its driver's; here any will do.
        if (!DeviceAddress.TryParse(address, DeviceAddress.UsualIndiPort, out _))
            throw new RigException($"{where}.address is '{address}'; {DeviceAddress.Allowed} is allowed.");
    }

    internal static void OneOf(string member, string value, string[] allowed)
    {
        if (!allowed.Contains(value))
            throw new RigException($"{member} is '{value}'; {string.Join(" or ", allowed)} is allowed.");
    }

    internal static void Between(string member, double value, double lowest, double highest)
    {
        if (!(value >= lowest && value <= highest))
            throw new RigException($"{member} is {value}; {lowest} to {highest} is allowed.");
    }

    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex CameraName();
}
