using System.Numerics;
using System.Runtime.InteropServices;

namespace Sync.Devices.Alpaca;

/// <summary>Turns columns into rows, a block at a time, so that both stay in the cache.</summary>
internal static class AlpacaColumns
{
    /// <summary>Rows that are written together: their lines, and those of a block's columns, fit into the first cache.</summary>
    private const int Tile = 32;

    /// <summary>Puts some columns to their place.</summary>
    /// <param name="columns">as sent, little-endian: y inside x, planes inside y</param>
    /// <param name="header">what they are</param>
    /// <param name="first">x of the first of them</param>
    /// <param name="rows">the whole image, row by row</param>
    public static void Turn(ReadOnlySpan<byte> columns, AlpacaImageHeader header, int first, Span<ushort> rows)
    {
        switch (header.Element)
        {
            case AlpacaElement.Int16: Turn<short>(columns, header, first, rows); break;
            case AlpacaElement.Int32: Turn<int>(columns, header, first, rows); break;
            case AlpacaElement.Double: Turn<double>(columns, header, first, rows); break;
            case AlpacaElement.Single: Turn<float>(columns, header, first, rows); break;
            case AlpacaElement.UInt64: Turn<ulong>(columns, header, first, rows); break;
            case AlpacaElement.Byte: Turn<byte>(columns, header, first, rows); break;
            case AlpacaElement.Int64: Turn<long>(columns, header, first, rows); break;
            case AlpacaElement.UInt16: Turn<ushort>(columns, header, first, rows); break;
            default: Turn<uint>(columns, header, first, rows); break;
        }
    }

    private static void Turn<T>(ReadOnlySpan<byte> bytes, AlpacaImageHeader header, int first, Span<ushort> rows)
        where T : unmanaged, INumber<T>
    {
        var columns = MemoryMarshal.Cast<byte, T>(bytes);
        if (header.Planes == 1)
            Flat(columns, header.Height, header.Width, first, rows);
        else
            Deep(columns, header, first, rows);
    }

    private static void Flat<T>(ReadOnlySpan<T> columns, int height, int width, int first, Span<ushort> rows)
        where T : unmanaged, INumber<T>
    {
        var count = columns.Length / height;
        for (var top = 0; top < height; top += Tile)
        {
            var tall = Math.Min(Tile, height - top);
            for (var x = 0; x < count; x++)
            {
                var column = columns.Slice((x * height) + top, tall);
                var to = (top * width) + first + x;
                foreach (var value in column)
                {
                    rows[to] = Pixel(value);
                    to += width;
                }
            }
        }
    }

    /// <summary>There is one plane in an image here: colours are averaged.</summary>
    private static void Deep<T>(ReadOnlySpan<T> columns, AlpacaImageHeader header, int first, Span<ushort> rows)
        where T : unmanaged, INumber<T>
    {
        var (planes, height) = (header.Planes, header.Height);
        for (var i = 0; i < columns.Length / planes; i++)
        {
            var sum = 0;
            foreach (var value in columns.Slice(i * planes, planes))
                sum += Pixel(value);
            rows[(i % height * header.Width) + first + (i / height)] = (ushort)((sum + (planes / 2)) / planes);
        }
    }

    /// <summary>Rounded, and what does not fit in 16 bit is their end. Half is 0 in whole numbers; what is no number is 0.</summary>
    private static ushort Pixel<T>(T value)
        where T : unmanaged, INumber<T> => ushort.CreateSaturating(value + T.CreateTruncating(0.5));
}
