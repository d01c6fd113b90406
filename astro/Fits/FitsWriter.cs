using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Sync.Astro.Fits;

/// <summary>Writes frames of 16 bits without sign.</summary>
public static class FitsWriter
{
    private const int PixelsPerChunk = 1 << 18;

    // What follows from the pixels here, or was true only of the file that a header came from.
    private static readonly HashSet<string> Structure =
    [
        "SIMPLE", "XTENSION", "BITPIX", "NAXIS", "NAXIS1", "NAXIS2", "NAXIS3", "EXTEND", "GROUPS", "PCOUNT", "GCOUNT", "TFIELDS",
        "BZERO", "BSCALE", "BLANK", "ZIMAGE", "CHECKSUM", "DATASUM",
    ];

    /// <summary>
    /// Writes one image as 16 bit integers with BZERO 32768 (FITS standard 4.0, section 4.4.2.5), padded to whole blocks.
    /// </summary>
    /// <param name="stream">Written from where it stands; it need not seek.</param>
    /// <param name="extra">Further cards, in this order; cards of the file's structure among them are left out.</param>
    /// <param name="pixels">Row after row; the row given first is the first of the file.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentException">The pixels are not width times height.</exception>
    public static void Write(Stream stream, FitsHeader extra, ReadOnlySpan<ushort> pixels, int width, int height)
    {
        if (width <= 0 || height <= 0 || (long)width * height != pixels.Length)
        {
            throw new ArgumentException($"{pixels.Length} pixels are no frame of {width} x {height}.", nameof(pixels));
        }

        var structure = new FitsHeader()
            .Set("SIMPLE", true, "FITS standard 4.0")
            .Set("BITPIX", 16, "bits of a pixel")
            .Set("NAXIS", 2, "axes")
            .Set("NAXIS1", width, "pixels in a row")
            .Set("NAXIS2", height, "rows")
            .Set("BZERO", 32768, "pixels are unsigned")
            .Set("BSCALE", 1, "pixels are not scaled");
        FitsBlocks.WriteHeader(stream, structure.Concat(extra.Where(card => !Structure.Contains(card.Keyword))));
        WritePixels(stream, pixels);
    }

    private static void WritePixels(Stream stream, ReadOnlySpan<ushort> pixels)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(FitsBlocks.Length, 2 * Math.Min(pixels.Length, PixelsPerChunk)));
        try
        {
            for (var rest = pixels; rest.Length > 0;)
            {
                var count = Math.Min(rest.Length, PixelsPerChunk);
                var bytes = rented.AsSpan(0, 2 * count);
                ToStored(rest[..count], MemoryMarshal.Cast<byte, ushort>(bytes));
                stream.Write(bytes);
                rest = rest[count..];
            }

            var padding = rented.AsSpan(0, FitsBlocks.Padding(2L * pixels.Length));
            padding.Clear();
            stream.Write(padding);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Less 32768 and big-endian: taking 32768 away from 16 bits flips the highest of them.</summary>
    private static void ToStored(ReadOnlySpan<ushort> pixels, Span<ushort> stored)
    {
        const ushort highest = 0x8000;
        var flip = new Vector<ushort>(highest);
        var at = 0;
        for (; at <= pixels.Length - Vector<ushort>.Count; at += Vector<ushort>.Count)
        {
            (new Vector<ushort>(pixels[at..]) ^ flip).CopyTo(stored[at..]);
        }

        for (; at < pixels.Length; at++)
        {
            stored[at] = (ushort)(pixels[at] ^ highest);
        }

        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(stored, stored);
        }
    }
}
