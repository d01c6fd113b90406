using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>How much light a telescope, a filter and a sensor make of a star and of the sky.</summary>
internal static class LightPath
{
    // Vega in V: 1000 photons a second, square centimetre and ångström; luminance is some 3000 Å wide, 60 % arrive as electrons.
    private const double ElectronsPerSquareMetre = 1.8e10;
    private const double SkyMagnitude = 20.5;

    /// <summary>Electrons a second of a star of magnitude 0.</summary>
    public static double StarElectrons(double apertureMillimetres, string? filter)
    {
        var radius = apertureMillimetres / 2000;
        return ElectronsPerSquareMetre * Math.PI * radius * radius * Band(filter);
    }

    /// <summary>The dark sky on a square arcsecond, relative to a star of magnitude 0.</summary>
    public static double SkyBrightness { get; } = Math.Pow(10, -0.4 * SkyMagnitude);

    /// <summary>Electrons for an ADU; gain counts in 0.1 dB.</summary>
    public static double ElectronsPerAdu(int gain) => 0.8 * Math.Pow(10, -gain / 200.0);

    public static double ReadElectrons(int gain) => gain < 100 ? 3.3 : 1.5;

    /// <summary>Multiplies each pixel by what its colour lets through.</summary>
    public static void Mosaic(float[] frame, int width, string pattern)
    {
        for (var i = 0; i < frame.Length; i++)
        {
            var (x, y) = (i % width, i / width);
            frame[i] *= pattern[((y & 1) * 2) + (x & 1)] switch { 'R' => 0.28f, 'G' => 0.36f, _ => 0.24f };
        }
    }

    /// <summary>Width of a filter's band relative to luminance.</summary>
    public static double Band(string? filter) => filter?.ToUpperInvariant() switch
    {
        "R" or "G" or "B" or "RED" or "GREEN" or "BLUE" => 0.32,
        "HA" or "H-ALPHA" or "OIII" or "SII" => 0.025,
        _ => 1,
    };
}
