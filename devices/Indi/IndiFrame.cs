using Sync.Astro.Fits;

namespace Sync.Devices.Indi;

/// <summary>Turns the BLOB of a camera into pixels.</summary>
internal static class IndiFrame
{
    /// <summary>Drivers make the sides of a frame divisible by 8 or 16, and not all say so.</summary>
    private const int Rounding = 16;

    /// <param name="device">in whose name errors are told</param>
    /// <param name="blob">as it came</param>
    /// <param name="set">what the driver was set to; no frame is larger</param>
    /// <exception cref="DeviceException">not FITS, not whole, or not of that size</exception>
    public static CameraImage Read(string device, IndiBlob blob, (int Width, int Height) set)
    {
        if (!blob.Format.Equals(".fits", StringComparison.OrdinalIgnoreCase))
            throw new DeviceException(device, $"sent a frame as \"{blob.Format}\"; only .fits is read");
        try
        {
            var image = FitsReader.Read(new MemoryStream(blob.Bytes));
            if (!Fits(image.Width, set.Width) || !Fits(image.Height, set.Height))
                throw new DeviceException(device, $"sent a frame of {image.Width} x {image.Height} pixels; {set.Width} x {set.Height} were set");
            return new CameraImage(image.Width, image.Height, Pixels(image));
        }
        catch (FitsException e)
        {
            throw new DeviceException(device, $"sent a frame that can't be read: {e.Message}", e);
        }
    }

    private static bool Fits(int came, int set) => came <= set && came > set - Math.Clamp(set / Rounding, 1, Rounding);

    private static ushort[] Pixels(FitsImage image)
    {
        var bottomUp = image.Header.Text("ROWORDER") == "BOTTOM-UP";
        var pixels = new ushort[image.Pixels.Length];
        for (var y = 0; y < image.Height; y++)
        {
            var from = (bottomUp ? image.Height - 1 - y : y) * image.Width;
            for (var x = 0; x < image.Width; x++)
                pixels[(y * image.Width) + x] = (ushort)Math.Clamp(MathF.Round(image.Pixels[from + x]), 0, ushort.MaxValue);
        }
        return pixels;
    }
}
