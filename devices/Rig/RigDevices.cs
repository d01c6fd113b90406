using Sync.Devices.Alpaca;
using Sync.Devices.Indi;
using Sync.Devices.Phd2;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Devices.Solving;
using Sync.Devices.Stations;

namespace Sync.Devices.Rig;

/// <summary>Makes the devices of a rig by the names of their drivers. Whoever asks owns what it gets.</summary>
/// <param name="rig">already checked, as <see cref="RigFile"/> gives it</param>
/// <param name="time">the clock of all devices</param>
/// <param name="world">what all simulated devices share; its clock is <paramref name="time"/></param>
public sealed class RigDevices(RigDescription rig, TimeProvider time, SimulatedWorld world)
{
    public ICamera Camera(CameraDescription camera) => camera.Driver switch
    {
        "simulated" => new SimulatedCamera(world, camera.Name, Simulated(camera)),
        "indi" => new IndiCamera(IndiAt(camera.Address!), camera.Device!, time, new IndiSnoop(
            Mount: rig.Mount is { Driver: "indi" } mount ? mount.Device : null,
            Wheel: camera.Wheel?.Driver == "indi" ? camera.Wheel.Device : null,
            Focuser: camera.Focuser?.Driver == "indi" ? camera.Focuser.Device : null,
            Rotator: camera.Rotator?.Driver == "indi" ? camera.Rotator.Device : null)),
        "alpaca" => new AlpacaCamera(AlpacaAt(camera.Address!), camera.Device!, time, camera.ReadoutMode),
        _ => throw Unknown($"camera {camera.Name}", camera.Driver),
    };

    public IFilterWheel? Wheel(CameraDescription camera) => camera.Wheel switch
    {
        null => null,
        { Driver: "simulated", Filters: { } filters } => new SimulatedFilterWheel(world, WheelName(camera), filters),
        { Driver: "indi" } wheel => new IndiFilterWheel(IndiAt(wheel.Address!), wheel.Device!, time),
        { Driver: "alpaca" } wheel => new AlpacaFilterWheel(AlpacaAt(wheel.Address!), wheel.Device!, time),
        var wheel => throw Unknown($"filter wheel of camera {camera.Name}", wheel.Driver),
    };

    public ICover? Cover(CameraDescription camera) => camera.Cover switch
    {
        null => null,
        { Driver: "simulated" } => new SimulatedCover(world, CoverName(camera)),
        { Driver: "indi" } cover => new IndiCover(IndiAt(cover.Address!), cover.Device!, time),
        { Driver: "alpaca" } cover => new AlpacaCover(AlpacaAt(cover.Address!), cover.Device!, time),
        var cover => throw Unknown($"cover of camera {camera.Name}", cover.Driver),
    };

    public IFocuser? Focuser(CameraDescription camera) => camera.Focuser switch
    {
        null => null,
        { Driver: "simulated" } => new SimulatedFocuser(world, FocuserName(camera), new()),
        { Driver: "indi" } focuser => new IndiFocuser(IndiAt(focuser.Address!), focuser.Device!, time),
        { Driver: "alpaca" } focuser => new AlpacaFocuser(AlpacaAt(focuser.Address!), focuser.Device!, time),
        var focuser => throw Unknown($"focuser of camera {camera.Name}", focuser.Driver),
    };

    public IRotator? Rotator(CameraDescription camera) => camera.Rotator switch
    {
        null => null,
        { Driver: "simulated" } => new SimulatedRotator(world, RotatorName(camera)),
        { Driver: "indi" } rotator => new IndiRotator(IndiAt(rotator.Address!), rotator.Device!, time),
        { Driver: "alpaca" } rotator => new AlpacaRotator(AlpacaAt(rotator.Address!), rotator.Device!, time),
        var rotator => throw Unknown($"rotator of camera {camera.Name}", rotator.Driver),
    };

    public IPlateSolver? Solver(CameraDescription camera) => camera.Solver switch
    {
        null => null,
        { Driver: "simulated" } => new SimulatedPlateSolver(world, Simulated(camera)),
        { Driver: "astrometry" } solver => new ProgramSolver(new SolveField(), Settings(solver, "solve-field")),
        { Driver: "astap" } solver => new ProgramSolver(new Astap(), Settings(solver, "astap_cli")),
        var solver => throw Unknown($"plate solver of camera {camera.Name}", solver.Driver),
    };

    /// <exception cref="RigException">the rig has none</exception>
    public IMount Mount() => rig.Whole().Mount! switch
    {
        { Driver: "simulated" } mount => new SimulatedMount(
            world, "rig.mount", rig.Site.ToGeoSite(), new() { PointingErrorArcminutes = mount.PointingErrorArcminutes, Syncs = mount.Syncs }),
        { Driver: "indi" } mount => new IndiMount(IndiAt(mount.Address!), mount.Device!, time),
        { Driver: "alpaca" } mount => new AlpacaMount(AlpacaAt(mount.Address!), mount.Device!, time),
        var other => throw Unknown("mount", other.Driver),
    };

    /// <summary>The mount stays its owner's.</summary>
    /// <exception cref="RigException">the rig has none</exception>
    public IGuider Guider(IMount mount) => rig.Whole().Guider! switch
    {
        { Driver: "simulated" } => new SimulatedGuider(world, "rig.guider"),
        { Driver: "mount" } => new MountGuider(mount, time),
        { Driver: "mount-slews" } => new MountGuider(mount, time, slews: true),
        { Driver: "phd2" } phd2 => new Phd2Guider(
            DeviceAddress.Parse(phd2.Address!, DeviceAddress.UsualPhd2Port), time, new() { Profile = phd2.Profile, DithersByItself = phd2.DithersByItself }),
        var other => throw Unknown("guider", other.Driver),
    };

    /// <returns>null where the rig has none</returns>
    public ISafetyMonitor? Safety() => rig.Safety switch
    {
        null or [] => null,
        [var only] => Safety(only),
        var several => new JointSafetyMonitor([.. several.Select(Safety)], time),
    };

    /// <returns>null where the rig has none</returns>
    public IDome? Dome() => rig.Dome switch
    {
        null => null,
        { Driver: "simulated" } dome => new SimulatedDome(world, Simulated(dome)),
        { Driver: "indi" } dome => new IndiDome(IndiAt(dome.Address!), dome.Device!, time),
        { Driver: "alpaca" } dome => new AlpacaDome(AlpacaAt(dome.Address!), dome.Device!, time),
        var other => throw Unknown("dome", other.Driver),
    };

    private ISafetyMonitor Safety(SafetyDescription safety) => safety.Driver switch
    {
        "simulated" => new SimulatedSafetyMonitor(world, "rig.safety"),
        "file" => new FileSafetyMonitor(safety.Path!, Fresh(safety), time),
        "alpaca" => new AlpacaSafetyMonitor(AlpacaAt(safety.Address!), safety.Device!, time),
        "alpaca-weather" => new WeatherMonitor(new AlpacaWeather(AlpacaAt(safety.Address!), safety.Device!, time), safety.Limits!, Fresh(safety), time),
        "indi-weather" => new WeatherMonitor(new IndiWeather(IndiAt(safety.Address!), safety.Device!, time), safety.Limits ?? new(), Fresh(safety), time),
        _ => throw Unknown("safety monitor", safety.Driver),
    };

    private static TimeSpan Fresh(SafetyDescription safety) => TimeSpan.FromSeconds(safety.FreshSeconds);

    /// <summary>With a dot, which no camera's name has: each device writes a file of its own.</summary>
    private static string WheelName(CameraDescription camera) => camera.Name + ".wheel";

    private static string FocuserName(CameraDescription camera) => camera.Name + ".focuser";

    private static string CoverName(CameraDescription camera) => camera.Name + ".cover";

    private static string RotatorName(CameraDescription camera) => camera.Name + ".rotator";

    private static DeviceAddress IndiAt(string address) => DeviceAddress.Parse(address, DeviceAddress.UsualIndiPort);

    private static DeviceAddress AlpacaAt(string address) => DeviceAddress.Parse(address, DeviceAddress.UsualAlpacaPort);

    private static SolverSettings Settings(SolverDescription solver, string usual) => new()
    {
        Program = solver.Program ?? usual,
        Catalogue = solver.Catalogue,
        RadiusDegrees = solver.RadiusDegrees,
        ScalePercent = solver.ScalePercent,
        Blind = solver.Blind,
        Limit = TimeSpan.FromSeconds(solver.LimitSeconds),
        Downsample = solver.Downsample,
    };

    private static RigException Unknown(string device, string driver) =>
        new($"The {device} has the driver '{driver}', which this build does not have.");

    private SimulatedDomeOptions Simulated(DomeDescription dome) => new("rig.dome", rig.Site.ToGeoSite(), dome.Roof ? null : dome.ToGeometry());

    private SimulatedCameraOptions Simulated(CameraDescription camera)
    {
        var sensor = camera.Sensor ?? new SensorDescription();
        return new()
        {
            FocalLengthMillimetres = camera.FocalLengthMillimetres,
            ApertureMillimetres = camera.ApertureMillimetres,
            RotationDegrees = camera.RotationDegrees ?? 0,
            WidthPixels = sensor.WidthPixels,
            HeightPixels = sensor.HeightPixels,
            PixelMicrometres = sensor.PixelMicrometres,
            DownloadTime = TimeSpan.FromSeconds(sensor.DownloadSeconds),
            OpeningTime = sensor.OpeningSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            BayerPattern = sensor.BayerPattern,
            Wheel = camera.Wheel?.Driver == "simulated" ? WheelName(camera) : null,
            FirstFilter = camera.Wheel?.Filters?[0],
            Focuser = camera.Focuser?.Driver == "simulated" ? FocuserName(camera) : null,
            Cover = camera.Cover?.Driver == "simulated" ? CoverName(camera) : null,
            Rotator = camera.Rotator?.Driver == "simulated" ? RotatorName(camera) : null,
            Dome = rig.Dome is { Driver: "simulated" } dome ? Simulated(dome) : null,
        };
    }
}
