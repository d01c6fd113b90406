using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Sync.Host.Telemetry;

/// <summary>A place in a spool: all before it is with the collector.</summary>
/// <param name="Segment">number of the file</param>
/// <param name="Offset">bytes into it</param>
internal readonly record struct SpoolPlace(long Segment, long Offset) : IComparable<SpoolPlace>
{
    public int CompareTo(SpoolPlace other) => (Segment, Offset).CompareTo((other.Segment, other.Offset));
}

/// <summary>Keeps how far a spool has been sent, in a file of one line.</summary>
internal sealed class SpoolMark : IDisposable
{
    private const int Digits = 20;
    private readonly SafeFileHandle file;

    public SpoolMark(string folder)
    {
        file = File.OpenHandle(Path.Combine(folder, "sent"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        Place = Read();
    }

    public SpoolPlace Place { get; private set; }

    /// <summary>One write of always the same length: a killed process leaves the old place or the new one.</summary>
    public void Move(SpoolPlace place)
    {
        Place = place;
        RandomAccess.Write(file, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place.Segment:D20} {place.Offset:D20}\n")), 0);
    }

    public void Dispose() => file.Dispose();

    /// <summary>The beginning, where there is none: a span that is sent twice is the same span.</summary>
    private SpoolPlace Read()
    {
        var bytes = new byte[2 * Digits + 1];
        var text = Encoding.ASCII.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0));
        return text.Split(' ') is [{ Length: Digits } segment, { Length: Digits } offset]
            && long.TryParse(segment, CultureInfo.InvariantCulture, out var number) && long.TryParse(offset, CultureInfo.InvariantCulture, out var at)
            ? new(number, at) : default;
    }
}
