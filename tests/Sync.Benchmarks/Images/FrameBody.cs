using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Sync.Benchmarks.Images;

/// <summary>A frame as an Alpaca server sends it.</summary>
/// <param name="Name">how</param>
/// <param name="Type">of its content</param>
/// <param name="Bytes">all of it</param>
internal sealed record FrameBody(string Name, string Type, byte[] Bytes)
{
    private const int HeaderBytes = 44;
    private const int Int32 = 2;
    private const int Byte = 6;
    private const int UInt16 = 8;

    /// <summary>The ways in which servers send a sensor of 16 bit, from what most do to what old ones do.</summary>
    public static IEnumerable<Func<FrameBody>> Of(int width, int height) =>
    [
        () => Binary("ImageBytes, UInt16", UInt16, 2, width, height),
        () => Binary("ImageBytes, Byte", Byte, 1, width, height),
        () => Binary("ImageBytes, Int32", Int32, 4, width, height),
        () => Json(width, height),
    ];

    private static FrameBody Binary(string name, int transmitted, int pixelBytes, int width, int height)
    {
        var bytes = new byte[HeaderBytes + ((long)pixelBytes * width * height)];
        int[] header = [1, 0, 1, 1, HeaderBytes, Int32, transmitted, 2, width, height, 0];
        for (var i = 0; i < header.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), header[i]);
        new Random(1).NextBytes(bytes.AsSpan(HeaderBytes));
        return new(name, "imagebytes", bytes);
    }

    private static FrameBody Json(int width, int height)
    {
        var random = new Random(1);
        var bytes = new byte[200 + (6L * width * height) + (3L * width)];
        var end = Put(bytes, 0, "{\"Type\":2,\"Rank\":2,\"Value\":[");
        for (var x = 0; x < width; x++)
        {
            bytes[end++] = (byte)'[';
            for (var y = 0; y < height; y++)
            {
                random.Next(65536).TryFormat(bytes.AsSpan(end), out var written, provider: CultureInfo.InvariantCulture);
                end += written;
                bytes[end++] = (byte)',';
            }
            end = Put(bytes, end - 1, "],");
        }
        end = Put(bytes, end - 1, "],\"ErrorNumber\":0,\"ErrorMessage\":\"\"}");
        return new("JSON", "json", bytes[..end]);
    }

    private static int Put(byte[] bytes, int at, string text) => at + Encoding.ASCII.GetBytes(text, bytes.AsSpan(at));
}
