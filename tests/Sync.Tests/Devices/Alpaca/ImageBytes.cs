using System.Buffers.Binary;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Writes frames as servers do.</summary>
internal static class ImageBytes
{
    /// <summary>A frame of pixels as <paramref name="pixel"/> gives them by x, y and plane.</summary>
    public static byte[] Frame(AlpacaElement element, int width, int height, Func<int, int, int, double> pixel, int planes = 0)
    {
        var body = new MemoryStream();
        body.Write(Header(element: (int)element, rank: planes == 0 ? 2 : 3, width: width, height: height, planes: planes));
        using var writer = new BinaryWriter(body);
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var plane = 0; plane < Math.Max(1, planes); plane++)
                    Write(writer, element, pixel(x, y, plane));
            }
        }
        return body.ToArray();
    }

    public static byte[] Header(int version = 1, int error = 0, int start = 44, int element = 8, int rank = 2, int width = 6, int height = 4, int planes = 0)
    {
        var bytes = new byte[44];
        int[] fields = [version, error, 1, 1, start, 2, element, rank, width, height, planes];
        for (var i = 0; i < fields.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), fields[i]);
        return bytes;
    }

    private static void Write(BinaryWriter writer, AlpacaElement element, double value)
    {
        switch (element)
        {
            case AlpacaElement.Int16: writer.Write((short)value); break;
            case AlpacaElement.Int32: writer.Write((int)value); break;
            case AlpacaElement.Double: writer.Write(value); break;
            case AlpacaElement.Single: writer.Write((float)value); break;
            case AlpacaElement.UInt64: writer.Write((ulong)value); break;
            case AlpacaElement.Byte: writer.Write((byte)value); break;
            case AlpacaElement.Int64: writer.Write((long)value); break;
            case AlpacaElement.UInt16: writer.Write((ushort)value); break;
            case AlpacaElement.UInt32: writer.Write((uint)value); break;
            default: throw new ArgumentOutOfRangeException(nameof(element));
        }
    }
}
