using Sync.Astro.Coordinates;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>What a dome lets in of the sky that the telescopes look at.</summary>
internal static class DomeLight
{
    private const int Samples = 16;
    private const double MillimetresPerMetre = 1000;

    /// <returns>of the exposure's time and of the telescope's aperture, how much the sky shone in, 0 to 1</returns>
    public static double During(SimulatedWorld world, SimulatedCameraOptions options, Exposed frame)
    {
        if (options.Dome is not { } dome)
            return 1;
        var skies = world.SkyBetween(frame.Opened, frame.Closed, Samples);
        return skies.Select((sky, i) => At(world, dome, options.ApertureMillimetres / MillimetresPerMetre, sky, frame.Opened + ((frame.Closed - frame.Opened) * ((i + 0.5) / Samples)))).Average();
    }

    private static double At(SimulatedWorld world, SimulatedDomeOptions dome, double beamMetres, SkyState sky, DateTimeOffset at)
    {
        if (world.Newest<SlitMoved>(dome.Name, at) is not { Open: true } moved || at < moved.Ends)
            return 0;
        if (dome.Geometry is not { } geometry)
            return 1;
        var aim = geometry.Aim(Sky.Horizontal(sky.Axes, dome.Site, at), dome.Site.LatitudeDegrees, sky.Pier == PierSide.West);
        return aim.OpenPart(world.Newest<DomeTurned>(dome.Name, at)?.DegreesAt(at) ?? 0, geometry.SlitMetres, beamMetres);
    }
}
