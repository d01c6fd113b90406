using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>What a cover before the telescope lets in, and what its panel sends.</summary>
internal static class CoverLight
{
    /// <summary>Electrons a second in an unbinned pixel, of the whole panel through luminance.</summary>
    private const double PanelElectrons = 19000;

    private const int Samples = 16;

    /// <param name="world">what happened</param>
    /// <param name="cover">null for none: it is open</param>
    /// <param name="frame">the exposure</param>
    /// <returns>of the exposure's time, how much the sky shone in, 0 to 1; and the panel's electrons in an unbinned pixel through luminance</returns>
    public static (double OpenPart, double Electrons) During(SimulatedWorld world, string? cover, Exposed frame)
    {
        if (cover is null)
            return (1, 0);
        var (open, electrons) = (0.0, 0.0);
        for (var i = 0; i < Samples; i++)
        {
            var at = frame.Opened + ((frame.Closed - frame.Opened) * ((i + 0.5) / Samples));
            if (IsOpen(world, cover, at))
                open += 1.0 / Samples;
            else
                electrons += frame.Seconds / Samples * PanelElectrons * (world.Newest<PanelLit>(cover, at)?.BrightnessPercent ?? 0) / 100;
        }
        return (open, electrons);
    }

    /// <summary>While it moves, light comes in.</summary>
    private static bool IsOpen(SimulatedWorld world, string cover, DateTimeOffset at) =>
        world.Newest<CoverMoved>(cover, at) is not { } moved || moved.Open || at < moved.At.AddSeconds(moved.Seconds);
}
