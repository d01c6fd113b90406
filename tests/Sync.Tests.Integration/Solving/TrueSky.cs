using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.Frames;
using Sync.Devices.Simulated.World;

namespace Sync.Tests.Integration.Solving;

/// <summary>Frames of the sky as it is, by the Tycho-2 stars that Debian packages: where, how wide and how noisy the simulated camera paints them.</summary>
internal static class TrueSky
{
    private const double FaintestMagnitude = 13;
    private const double Seconds = 5;
    private const double ApertureMillimetres = 80;
    private const double SeeingPixels = 2.2;
    private const double SkyElectrons = 200;

    /// <summary>A field of 69' by 52' with 2.585 arcsec a pixel.</summary>
    public static SimulatedCameraOptions Camera(double rotationDegrees) => new()
    {
        FocalLengthMillimetres = 300,
        ApertureMillimetres = ApertureMillimetres,
        WidthPixels = 1600,
        HeightPixels = 1200,
        RotationDegrees = rotationDegrees,
    };

    public static FrameGeometry Geometry(Equatorial centre, double rotationDegrees) =>
        new(new SkyState(centre, centre, true, true, PierSide.West), Camera(rotationDegrees), 1);

    public static async Task<CameraImage> Paint(FrameGeometry frame, bool mirrored = false)
    {
        var electrons = new float[frame.Width * frame.Height];
        Array.Fill(electrons, (float)SkyElectrons);
        var spread = PointSpread.Round(SeeingPixels);
        foreach (var (at, magnitude) in await Stars(frame.Centre, frame.RadiusDegrees))
        {
            var light = Seconds * LightPath.StarElectrons(ApertureMillimetres, null) * Math.Pow(10, -0.4 * magnitude);
            if (frame.Pixel(Direction.Of(at)) is var (x, y))
                spread.Draw(electrons, frame.Width, frame.Height, mirrored ? frame.Width - 1 - x : x, y, light, 1);
        }
        return Noisy(electrons, frame.Width, frame.Height);
    }

    /// <summary>Of many stars in places where none are.</summary>
    public static CameraImage Imaginary(int width, int height, int stars)
    {
        var random = new SeededRandom(7);
        var electrons = new float[width * height];
        Array.Fill(electrons, (float)SkyElectrons);
        for (var i = 0; i < stars; i++)
            PointSpread.Round(SeeingPixels).Draw(electrons, width, height, random.Between(0, width), random.Between(0, height), random.Between(5e3, 5e5), 1);
        return Noisy(electrons, width, height);
    }

    private static CameraImage Noisy(float[] electrons, int width, int height) =>
        new(width, height, SensorNoise.Read(electrons, 3, 0.8, 500, new SeededRandom(5)));

    /// <summary>J2000, and V.</summary>
    public static async Task<IReadOnlyList<(Equatorial At, double Magnitude)>> Stars(Equatorial centre, double radiusDegrees)
    {
        var script = Path.Combine(Path.GetDirectoryName(Here())!, "..", "Indi", "gsc");
        string[] arguments = [script, "-c", Text(centre.RightAscensionHours * 15), Text(centre.DeclinationDegrees), "-r", Text(radiusDegrees * 60), "-m", "0", Text(FaintestMagnitude), "-n", "9999"];
        using var process = Process.Start(new ProcessStartInfo("sh", arguments) { RedirectStandardOutput = true })!;
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        return [.. lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(w => (new Equatorial(Number(w[1]) / 15, Number(w[2])), Number(w[4])))];
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Here([CallerFilePath] string file = "") => file;
}
