namespace Sync.Devices.Indi;

/// <summary>Reads what a camera is from its properties.</summary>
internal static class IndiCameraFacts
{
    private const int LongestSide = 40_000;
    private const double SmallestPixelMicrometres = 0.1;
    private const double LargestPixelMicrometres = 1000;

    /// <exception cref="DeviceException">also when it claims what no sensor is</exception>
    public static CameraFacts Read(IndiConnection line) => new()
    {
        WidthPixels = IndiReading.Whole(line, "CCD_INFO", "CCD_MAX_X", 1, LongestSide),
        HeightPixels = IndiReading.Whole(line, "CCD_INFO", "CCD_MAX_Y", 1, LongestSide),
        PixelMicrometres = IndiReading.Within(line, "CCD_INFO", "CCD_PIXEL_SIZE", SmallestPixelMicrometres, LargestPixelMicrometres),
        CanCool = line.Find("CCD_TEMPERATURE") is { Writable: true },
        BayerPattern = Bayer(line.Find("CCD_CFA")),
        Model = line.Device,
    };

    /// <summary>The pattern as seen from the first pixel: the driver tells it together with an offset.</summary>
    private static string? Bayer(IndiVector? filterArray)
    {
        var pattern = filterArray?.Values.GetValueOrDefault("CFA_TYPE");
        if (pattern is not { Length: 4 })
            return null;
        var x = Offset(filterArray!, "CFA_OFFSET_X");
        var y = Offset(filterArray!, "CFA_OFFSET_Y");
        return string.Concat(from i in Enumerable.Range(0, 4) select pattern[(((i / 2) + y) % 2 * 2) + ((i + x) % 2)]);
    }

    private static int Offset(IndiVector filterArray, string member) =>
        int.TryParse(filterArray.Values.GetValueOrDefault(member), out var offset) ? offset & 1 : 0;
}
