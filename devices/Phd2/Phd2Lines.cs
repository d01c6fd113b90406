using System.Buffers;
using System.Text;

namespace Sync.Devices.Phd2;

/// <summary>Cuts bytes into lines of text. Half a line waits for its rest; an absurdly long one is no PHD2's.</summary>
/// <param name="deliver">called for each line that is not empty, without its end</param>
internal sealed class Phd2Lines(Action<string> deliver)
{
    public const int LongestBytes = 1 << 18;
    private readonly ArrayBufferWriter<byte> half = new();

    /// <exception cref="Phd2ProtocolException">a line does not end</exception>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        int end;
        while ((end = bytes.IndexOf((byte)'\n')) >= 0)
        {
            Keep(bytes[..end]);
            var line = Encoding.UTF8.GetString(half.WrittenSpan).Trim();
            half.Clear();
            if (line.Length > 0)
                deliver(line);
            bytes = bytes[(end + 1)..];
        }
        Keep(bytes);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (half.WrittenCount + bytes.Length > LongestBytes)
            throw new Phd2ProtocolException($"a line of over {LongestBytes} bytes");
        half.Write(bytes);
    }
}
