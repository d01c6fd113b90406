namespace Sync.Devices.Rig;

/// <summary>A simulated rig for trying Sync without any hardware.</summary>
public static class DemoRig
{
    private static readonly CameraDescription[] Known =
    [
        Camera("esprit", 550, 100, "L", "R", "G", "B", "Ha", "OIII", "SII"),
        Camera("redcat", 250, 51, "L", "Ha"),
        Camera("newton", 800, 200, "OSC") with { Sensor = new SensorDescription { BayerPattern = "RGGB" } },
    ];

    /// <summary>A rig with that many cameras, 1 to 64. The first three are esprit, redcat and newton.</summary>
    public static RigDescription Of(int cameras)
    {
        if (cameras is < 1 or > 64)
            throw new RigException($"The demo rig can't have {cameras} cameras; 1 to 64 is allowed.");
        return new()
        {
            Site = new() { Name = "Demo observatory", LatitudeDegrees = 28.76, LongitudeDegrees = -17.88, ElevationMetres = 2200 },
            Mount = new() { Driver = "simulated" },
            Guider = new() { Driver = "simulated" },
            Cameras = [.. Enumerable.Range(1, cameras).Select(Numbered)],
        };
    }

    private static CameraDescription Numbered(int number) =>
        number <= Known.Length ? Known[number - 1] : Camera($"camera-{number}", 400, 80, "L", "R", "G", "B", "Ha");

    private static CameraDescription Camera(string name, double focalLength, double aperture, params string[] filters) => new()
    {
        Name = name,
        Driver = "simulated",
        FocalLengthMillimetres = focalLength,
        ApertureMillimetres = aperture,
        CoolToCelsius = -10,
        RotationDegrees = 0,
        Wheel = new() { Driver = "simulated", Filters = filters },
        Focuser = new() { Driver = "simulated", AtStart = false }, // it begins in focus
    };
}
