using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sync.Astro.Fits;

/// <summary>How the pixels of one image are stored: physical = zero + scale * stored (FITS standard 4.0, sections 4.4.2 and 5).</summary>
internal readonly record struct PixelEncoding(int BitPix, double Zero, double Scale, long? Blank)
{
    private const int PixelsPerChunk = 1 << 17;

    public int BytesPerPixel => Math.Abs(BitPix) / 8;

    public static PixelEncoding Of(FitsHeader header) =>
        header.Whole("BITPIX") is 8 or 16 or 32 or -32 or -64
            ? new(
                (int)header.Whole("BITPIX")!.Value,
                header.Number("BZERO") ?? 0,
                header.Number("BSCALE") ?? 1,
                header.Whole("BITPIX") > 0 ? header.Whole("BLANK") : null)
            : throw new FitsException($"The FITS image has BITPIX {header.Number("BITPIX")}; 8, 16, 32, -32 and -64 are read.");

    public static FitsException Truncated(long present, long needed) =>
        new($"The FITS image is truncated: {present} of {needed} bytes of pixels are there.");

    /// <summary>Fills the pixels from the stream.</summary>
    public void Read(Stream stream, Span<float> pixels)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Math.Min(pixels.Length, PixelsPerChunk) * BytesPerPixel);
        try
        {
            for (var at = 0; at < pixels.Length;)
            {
                var count = Math.Min(pixels.Length - at, PixelsPerChunk);
                var bytes = rented.AsSpan(0, count * BytesPerPixel);
                var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                if (length < bytes.Length)
                {
                    throw Truncated(((long)at * BytesPerPixel) + length, (long)pixels.Length * BytesPerPixel);
                }

                Decode(bytes, pixels.Slice(at, count));
                at += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Decode(Span<byte> bytes, Span<float> pixels)
    {
        switch (BitPix)
        {
            case 8:
                DecodeBytes(bytes, pixels);
                break;
            case 16:
                Decode16(Native<short>(bytes), pixels);
                break;
            case 32:
                Decode32(Native<int>(bytes), pixels);
                break;
            case -32:
                DecodeSingles(Native<int>(bytes), pixels);
                break;
            default:
                DecodeDoubles(Native<long>(bytes), pixels);
                break;
        }
    }

    /// <summary>The bytes as numbers of this machine, swapped in place.</summary>
    private static Span<T> Native<T>(Span<byte> bytes)
        where T : struct
    {
        if (BitConverter.IsLittleEndian && typeof(T) == typeof(short))
        {
            var shorts = MemoryMarshal.Cast<byte, short>(bytes);
            BinaryPrimitives.ReverseEndianness(shorts, shorts);
        }
        else if (BitConverter.IsLittleEndian && typeof(T) == typeof(int))
        {
            var ints = MemoryMarshal.Cast<byte, int>(bytes);
            BinaryPrimitives.ReverseEndianness(ints, ints);
        }
        else if (BitConverter.IsLittleEndian)
        {
            var longs = MemoryMarshal.Cast<byte, long>(bytes);
            BinaryPrimitives.ReverseEndianness(longs, longs);
        }

        return MemoryMarshal.Cast<byte, T>(bytes);
    }

    private void DecodeBytes(ReadOnlySpan<byte> stored, Span<float> pixels)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            pixels[i] = stored[i] == Blank ? float.NaN : (float)(Zero + (Scale * stored[i]));
        }
    }

    private void Decode16(ReadOnlySpan<short> stored, Span<float> pixels)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            pixels[i] = stored[i] == Blank ? float.NaN : (float)(Zero + (Scale * stored[i]));
        }
    }

    private void Decode32(ReadOnlySpan<int> stored, Span<float> pixels)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            pixels[i] = stored[i] == Blank ? float.NaN : (float)(Zero + (Scale * stored[i]));
        }
    }

    private void DecodeSingles(ReadOnlySpan<int> stored, Span<float> pixels)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            pixels[i] = (float)(Zero + (Scale * BitConverter.Int32BitsToSingle(stored[i])));
        }
    }

    private void DecodeDoubles(ReadOnlySpan<long> stored, Span<float> pixels)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            pixels[i] = (float)(Zero + (Scale * BitConverter.Int64BitsToDouble(stored[i])));
        }
    }
}
