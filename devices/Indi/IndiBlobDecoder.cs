using System.Globalization;

namespace Sync.Devices.Indi;

/// <summary>Turns base64 into bytes as it comes, so that a frame is never held as text.</summary>
internal sealed class IndiBlobDecoder
{
    private const int LargestBytes = 1 << 30;
    private const int FirstBytes = 1 << 22;
    private static readonly sbyte[] Sextets = MakeSextets();
    private readonly int stated;
    private byte[] bytes;
    private int count;
    private int bits;
    private int held;

    /// <param name="element">oneBLOB; len is what comes over the wire, size what it is when unpacked</param>
    public IndiBlobDecoder(IndiElement element)
    {
        var size = element["len"] ?? element["size"];
        if (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out stated) || stated > LargestBytes)
            throw new IndiProtocolException($"a BLOB of size \"{size}\"; at most {LargestBytes} bytes are taken");
        // What is only claimed is given no room.
        bytes = new byte[Math.Min(stated, FirstBytes)];
    }

    public void Write(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            var sextet = Sextets[character];
            if (sextet >= 0)
                Take(sextet);
            else if (sextet == Bad)
                throw new IndiProtocolException($"byte {character} inside a BLOB is not base64");
        }
    }

    /// <summary>The bytes that came; fewer than stated when the sender cut it short.</summary>
    public byte[] Finish() => count == bytes.Length ? bytes : bytes[..count];

    private const sbyte Bad = -1;
    private const sbyte Skipped = -2;

    private void Take(int sextet)
    {
        bits = (bits << 6) | sextet;
        held += 6;
        if (held < 8)
            return;
        held -= 8;
        if (count == stated)
            throw new IndiProtocolException($"a BLOB is longer than the {stated} bytes it was said to have");
        if (count == bytes.Length)
            Array.Resize(ref bytes, (int)Math.Min(stated, 2L * count));
        bytes[count++] = (byte)(bits >> held);
    }

    private static sbyte[] MakeSextets()
    {
        var table = new sbyte[256];
        Array.Fill(table, Bad);
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var i = 0; i < alphabet.Length; i++)
            table[alphabet[i]] = (sbyte)i;
        foreach (var skipped in " \t\r\n=")
            table[skipped] = Skipped;
        return table;
    }
}
