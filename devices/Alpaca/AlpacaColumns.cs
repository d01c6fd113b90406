using System.Numerics;
using System.Runtime.InteropServices;

namespace Sync.Devices.Alpaca;

/// <summary>Turns columns into rows, a block at a time, so that both stay in the cache.</summary>
internal static class AlpacaColumns
{
    /// <summary>Rows that are written together: their lines, and those of a block's columns, fit into the first cache.</summary>
    private const int Tile = 32;

    private const ulong Even = 0x0000_FFFF_0000_FFFF;
    private const ulong Low = 0x0000_0000_FFFF_FFFF;

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
        var count = columns.Length / header.Planes / header.Height;
        if (header.Planes > 1)
            Deep(columns, header, first, rows);
        else if (typeof(T) == typeof(ushort))
            Squares(MemoryMarshal.Cast<byte, ushort>(bytes), header.Height, header.Width, first, count, rows);
        else
            Flat(columns, header.Height, header.Width, first, (0, count), 0, rows);
    }

    /// <summary>What most cameras send, four columns by four rows at a time; what is left over, one by one.</summary>
    private static void Squares(ReadOnlySpan<ushort> columns, int height, int width, int first, int count, Span<ushort> rows)
    {
        var (right, bottom) = (count & ~3, height & ~3);
        for (var top = 0; top < bottom; top += Tile)
        {
            var end = Math.Min(top + Tile, bottom);
            for (var x = 0; x < right; x += 4)
            {
                var from = columns[(x * height)..];
                var to = rows[(first + x)..];
                for (var y = top; y < end; y += 4)
                    Square(from[y..], height, to[(y * width)..], width);
            }
        }
        Flat(columns, height, width, first, (0, right), bottom, rows);
        Flat(columns, height, width, first, (right, count), 0, rows);
    }

    private static void Square(ReadOnlySpan<ushort> from, int height, Span<ushort> to, int width)
    {
        var (a, b, c, d) = (Four(from), Four(from[height..]), Four(from[(2 * height)..]), Four(from[(3 * height)..]));
        // Pairs first: of columns a and b, and of c and d, in even and odd rows.
        var (even, odd) = ((a & Even) | ((b & Even) << 16), ((a >> 16) & Even) | (b & ~Even));
        var (evenRight, oddRight) = ((c & Even) | ((d & Even) << 16), ((c >> 16) & Even) | (d & ~Even));
        Put(to, (even & Low) | (evenRight << 32));
        Put(to[width..], (odd & Low) | (oddRight << 32));
        Put(to[(2 * width)..], (even >> 32) | (evenRight & ~Low));
        Put(to[(3 * width)..], (odd >> 32) | (oddRight & ~Low));
    }

    private static ulong Four(ReadOnlySpan<ushort> from) => MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(from));

    private static void Put(Span<ushort> to, ulong four) => MemoryMarshal.Write(MemoryMarshal.AsBytes(to), in four);

    private static void Flat<T>(ReadOnlySpan<T> columns, int height, int width, int first, (int Left, int Right) part, int upper, Span<ushort> rows)
        where T : unmanaged, INumber<T>
    {
        for (var top = upper; top < height; top += Tile)
        {
            var tall = Math.Min(Tile, height - top);
            for (var x = part.Left; x < part.Right; x++)
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
