using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Sync.Host.Snaps;

namespace Sync.Tests.Host.Snaps;

public sealed class GreyPngTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        byte[] pixels = [.. Enumerable.Range(0, 300 * 7).Select(i => (byte)(i * 31))];
        var chunks = Chunks(Write(pixels, 300));
        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(c => c.Kind));
        Assert.Equal([0, 0, 1, 44, 0, 0, 0, 7, 8, 0, 0, 0, 0], chunks[0].Content);
        using var zlib = new ZLibStream(new MemoryStream(chunks[1].Content), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Assert.All(rows.ToArray().Chunk(301), row => Assert.Equal(0, row[0]));
        Assert.Equal(pixels, rows.ToArray().Chunk(301).SelectMany(row => row[1..]));
    }

    /// <summary>The end of every PNG, and the header of the usual picture of one white pixel.</summary>
    [Fact]
    public void Checksums_are_those_of_the_standard()
    {
        var bytes = Write([255], 1);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], bytes[..8]);
        Assert.Equal([0x3A, 0x7E, 0x9B, 0x55], bytes[29..33]);
        Assert.Equal([0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82], bytes[^8..]);
    }

    private static byte[] Write(byte[] pixels, int width)
    {
        using var stream = new MemoryStream();
        GreyPng.Write(stream, pixels, width);
        return stream.ToArray();
    }

    private static List<(string Kind, byte[] Content)> Chunks(byte[] png)
    {
        var chunks = new List<(string, byte[])>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += length + 12;
        }
        return chunks;
    }
}
