namespace Sync.Astro.Fits;

/// <summary>One image of a FITS file.</summary>
public sealed class FitsImage
{
    internal FitsImage(FitsHeader header, int width, int height, float[] pixels)
    {
        Header = header;
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    public FitsHeader Header { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>
    /// Physical values (BSCALE and BZERO applied), row after row, the first row of the file first: pixel x, y is at y * Width + x.
    /// NaN where the file marks a pixel as blank.
    /// </summary>
    public float[] Pixels { get; }
}
