namespace Sync.Astro.Fits;

/// <summary>Reads the image of the primary part of a FITS file.</summary>
public static class FitsReader
{
    /// <summary>The most pixels that are read unless the caller says otherwise.</summary>
    public const long DefaultPixelLimit = 250_000_000;

    /// <summary>The header of the primary part; the stream then stands at its pixels.</summary>
    /// <exception cref="FitsException">The stream is not FITS, or ends within the header.</exception>
    public static FitsHeader ReadHeader(Stream stream)
    {
        var header = FitsBlocks.ReadHeader(stream) ?? throw new FitsException("This is not a FITS file: it is empty.");
        return header.Logical("SIMPLE") == true
            ? header
            : throw new FitsException("This is not a standard FITS file: its first card is not SIMPLE = T.");
    }

    /// <summary>
    /// Reads an image of two axes, or the first plane of three, with BITPIX 8, 16, 32, -32 or -64.
    /// </summary>
    /// <param name="stream">Read from where it stands; it need not seek.</param>
    /// <param name="pixelLimit">Larger images are refused before memory is taken for them.</param>
    /// <exception cref="FitsException">
    /// The stream is not FITS, is truncated, compressed, too large or holds no image; the message says which.
    /// </exception>
    public static FitsImage Read(Stream stream, long pixelLimit = DefaultPixelLimit)
    {
        var header = ReadHeader(stream);
        if (header.Whole("NAXIS") is 0)
        {
            throw new FitsException(WhyNoImage(stream, header));
        }

        var (width, height) = Shape(header, pixelLimit);
        var encoding = PixelEncoding.Of(header);
        RequireBytes(stream, (long)width * height * encoding.BytesPerPixel);
        var pixels = new float[width * height];
        encoding.Read(stream, pixels);
        return new(header, width, height, pixels);
    }

    private static string WhyNoImage(Stream stream, FitsHeader primary)
    {
        const string none = "The FITS file has no image in its primary part (NAXIS = 0).";
        if (primary.Logical("EXTEND") == false)
        {
            return none;
        }

        try
        {
            return FitsBlocks.ReadHeader(stream)?.Logical("ZIMAGE") == true
                ? "The FITS file is tile-compressed (ZIMAGE), which is not supported; unpack it with funpack."
                : none;
        }
        catch (FitsException)
        {
            return none;
        }
    }

    private static (int Width, int Height) Shape(FitsHeader header, long pixelLimit)
    {
        var axes = header.Whole("NAXIS");
        var planes = axes == 3 ? header.Whole("NAXIS3") : 1;
        if (axes is not (2 or 3) || planes is not (1 or 3))
        {
            var shape = string.Join(" x ", Enumerable.Range(1, (int)Math.Clamp(axes ?? 0, 0, 9)).Select(i => header.Whole($"NAXIS{i}")));
            throw new FitsException($"The FITS image has {axes} axes ({shape}); two are read, or three with 1 or 3 planes.");
        }

        var (width, height) = (header.Whole("NAXIS1") ?? 0, header.Whole("NAXIS2") ?? 0);
        if (width <= 0 || height <= 0)
        {
            throw new FitsException($"The FITS image has no pixels: it is {width} x {height}.");
        }

        // Divided, for the product of absurd numbers would overflow.
        var limit = Math.Min(pixelLimit, Array.MaxLength);
        return width <= limit / height
            ? ((int)width, (int)height)
            : throw new FitsException($"The FITS image of {width} x {height} is larger than the limit of {limit} pixels.");
    }

    private static void RequireBytes(Stream stream, long bytes)
    {
        if (stream.CanSeek && stream.Length - stream.Position < bytes)
        {
            throw PixelEncoding.Truncated(stream.Length - stream.Position, bytes);
        }
    }
}
