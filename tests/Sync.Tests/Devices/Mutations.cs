using System.Text;

namespace Sync.Tests.Devices;

/// <summary>Spoils what was recorded, the same way for the same seed: bits, pieces cut out, doubled, moved or invented, numbers that mean nothing.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "nan", "inf", "-1", "0", "1e999", "-1e-400", "99999999999999999999", "2147483648", "10000000000", "4294967295", "\"", "'", "<", ">", "/>", "</", "<!--", "&#0;", "&#xD800;", "&amp",
            "{", "}", "[", "]", "null", "true", "\\ud800", "\\u0000", "\n", "\0", "=", "é", ",", ":",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private readonly Random random = new(seed);

    /// <returns>spoilt in one to eight places</returns>
    public byte[] Of(byte[] whole)
    {
        var bytes = new List<byte>(whole);
        for (var i = random.Next(1, 9); i > 0 && bytes.Count > 0; i--)
            Spoil(bytes);
        return [.. bytes];
    }

    public int Next(int below) => random.Next(below);

    private void Spoil(List<byte> bytes)
    {
        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(4) == 0 ? random.Next(2000) : random.Next(12), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[at] = (byte)random.Next(256); break;
            case 2: bytes.RemoveRange(at, length); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length)); break;
            case 4: bytes.RemoveRange(at, bytes.Count - at); break;
            case 5: Number(bytes, at); break;
            default: bytes.InsertRange(at, Words[random.Next(Words.Length)]); break;
        }
    }

    /// <summary>The next number from there on becomes another.</summary>
    private void Number(List<byte> bytes, int at)
    {
        var first = bytes.FindIndex(at, b => char.IsAsciiDigit((char)b));
        if (first < 0)
            return;
        var end = bytes.FindIndex(first, b => !char.IsAsciiDigit((char)b) && b != '.');
        bytes.RemoveRange(first, (end < 0 ? bytes.Count : end) - first);
        bytes.InsertRange(first, Words[random.Next(10)]);
    }
}
