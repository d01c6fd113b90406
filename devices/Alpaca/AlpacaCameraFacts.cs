namespace Sync.Devices.Alpaca;

/// <summary>Reads what a camera is from its properties.</summary>
internal static class AlpacaCameraFacts
{
    private const int LongestSide = 40_000;
    private const int MostPixels = 1 << 29;

    /// <exception cref="DeviceException">also when it claims what no sensor is: frames are given room by it</exception>
    public static async Task<CameraFacts> Read(AlpacaLine line, CancellationToken cancel)
    {
        var width = (await line.Get("cameraxsize", cancel)).Whole(1, LongestSide);
        var height = (await line.Get("cameraysize", cancel)).Whole(1, LongestSide);
        if ((long)width * height > MostPixels)
            throw new DeviceException(line.Name, $"claims a sensor of {width} x {height} pixels; {MostPixels} pixels are allowed");
        return new()
        {
            WidthPixels = width,
            HeightPixels = height,
            PixelMicrometres = (await line.Get("pixelsizex", cancel)).Within(0.1, 1000),
            CanCool = await line.Can("cansetccdtemperature", cancel),
            BayerPattern = await Bayer(line, cancel),
            Model = (await line.Ask("name", cancel))?.Text().Trim() is { Length: > 0 } name ? name : line.Name,
        };
    }

    /// <summary>As seen from the first pixel. SensorType 2 is RGGB; no other has a name in FITS.</summary>
    private static async Task<string?> Bayer(AlpacaLine line, CancellationToken cancel)
    {
        const string pattern = "RGGB";
        if ((await line.Ask("sensortype", cancel))?.Whole(0, 100) != 2)
            return null;
        var x = (await line.Ask("bayeroffsetx", cancel))?.Whole(0, 100) ?? 0;
        var y = (await line.Ask("bayeroffsety", cancel))?.Whole(0, 100) ?? 0;
        return string.Concat(from i in Enumerable.Range(0, 4) select pattern[(((i / 2) + y) % 2 * 2) + ((i + x) % 2)]);
    }
}
