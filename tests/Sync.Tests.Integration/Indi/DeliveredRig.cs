using System.Runtime.CompilerServices;
using Sync.Devices;
using Sync.Devices.Rig;

namespace Sync.Tests.Integration.Indi;

/// <summary>The rig file for INDI as it is delivered: a mount, and three cameras with their wheels.</summary>
internal static class DeliveredRig
{
    public static RigDescription On(DeviceAddress server) =>
        RigFile.Parse(File.ReadAllText(Path.Combine(Repository(), "deploy/config/indi.json")).Replace(":7624", $":{server.Port}"));

    /// <summary>What a mount and telescopes are told once, when they are set up.</summary>
    public static async Task SetUp(IndiServer server, RigDescription rig)
    {
        await server.Set("Mount", "GEOGRAPHIC_COORD",
            ("LAT", rig.Site.LatitudeDegrees), ("LONG", (rig.Site.LongitudeDegrees + 360) % 360), ("ELEV", rig.Site.ElevationMetres));
        foreach (var camera in rig.Cameras)
            await server.Set(camera.Device!, "SCOPE_INFO", ("FOCAL_LENGTH", camera.FocalLengthMillimetres), ("APERTURE", camera.ApertureMillimetres));
    }

    private static string Repository([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
}
