using System.Buffers.Binary;
using System.IO.Compression;

namespace Sync.Host.Snaps;

/// <summary>Writes 8 bit grey images as PNG (Portable Network Graphics, ISO/IEC 15948).</summary>
internal static class GreyPng
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The checksums of single bytes, by the polynomial of annex D.</summary>
    private static readonly uint[] Checksums = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

    /// <param name="to">written from where it stands</param>
    /// <param name="pixels">row after row, the first on top; 0 is black</param>
    /// <param name="width">pixels in a row</param>
    public static void Write(Stream to, ReadOnlySpan<byte> pixels, int width)
    {
        to.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Length / width);
        header[8] = 8; // bits; grey, and the only methods there are, are all 0
        Chunk(to, "IHDR"u8, header);
        Chunk(to, "IDAT"u8, Packed(pixels, width));
        Chunk(to, "IEND"u8, []);
    }

    private static byte[] Packed(ReadOnlySpan<byte> pixels, int width)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var rest = pixels; rest.Length > 0; rest = rest[width..])
            {
                zlib.WriteByte(0); // the row as it is, not filtered
                zlib.Write(rest[..width]);
            }
        }
        return packed.ToArray();
    }

    private static void Chunk(Stream to, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        to.Write(number);
        to.Write(kind);
        to.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checksum(content, Checksum(kind, uint.MaxValue)));
        to.Write(number);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes, uint before)
    {
        foreach (var b in bytes)
            before = Checksums[(before ^ b) & 0xFF] ^ (before >> 8);
        return before;
    }
}
