using Sync.Astro.Fits;

namespace Sync.Devices.Indi;

/// <summary>Turns the BLOB of a camera into pixels.</summary>
internal static class IndiFrame
{
    /// <exception cref="DeviceException">not FITS, or not whole</exception>
    public static CameraImage Read(string device, IndiBlob blob)
    {
        if (!blob.Format.Equals(".fits", StringComparison.OrdinalIgnoreCase))
            throw new DeviceException(device, $"sent a frame as \"{blob.Format}\"; only .fits is read");
        try
        {
            var image = FitsReader.Read(new MemoryStream(blob.Bytes));
            return new CameraImage(image.Width, image.Height, Pixels(image));
        }
        catch (FitsException e)
        {
            throw new DeviceException(device, $"sent a frame that can't be read: {e.Message}", e);
        }
    }

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
