using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Sync.Host.Telemetry;

/// <summary>One file of a spool. A process writes to files of its own only, so a line that a killed one left torn stays its last.</summary>
internal sealed class SpoolSegment : IDisposable
{
    private const string Ending = ".spans";
    private SafeFileHandle? open;
    private bool torn;

    private SpoolSegment(string folder, long number) =>
        (Number, Path) = (number, System.IO.Path.Combine(folder, number.ToString("D8", CultureInfo.InvariantCulture) + Ending));

    public long Number { get; }

    public string Path { get; }

    /// <summary>Of whole lines, and of torn ones between them.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whole spans in it.</summary>
    public int Whole { get; set; }

    /// <summary>Whole spans in it that the collector has.</summary>
    public int Sent { get; set; }

    /// <summary>Spans that began in it and are under way.</summary>
    public int UnderWay { get; set; }

    public int Waiting => Whole - Sent;

    /// <summary>Whether this process writes to it.</summary>
    public bool IsOpen => open is not null;

    public static SpoolSegment Create(string folder, long number)
    {
        var segment = new SpoolSegment(folder, number);
        segment.open = File.OpenHandle(segment.Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        return segment;
    }

    /// <summary>What earlier processes left, oldest first.</summary>
    public static IEnumerable<SpoolSegment> Left(string folder) =>
        from path in Directory.EnumerateFiles(folder, $"*{Ending}")
        let name = System.IO.Path.GetFileNameWithoutExtension(path)
        where name.All(char.IsAsciiDigit)
        let number = long.Parse(name, CultureInfo.InvariantCulture)
        orderby number
        select new SpoolSegment(folder, number) { Bytes = new FileInfo(path).Length };

    /// <summary>Adds a line. It is with the operating system when this returns: a killed process does not lose it.</summary>
    /// <exception cref="IOException">the disk is full, or gone; what was written of it is skipped when it is read</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        if (torn)
        {
            RandomAccess.Write(open!, "\n"u8, Bytes);
            Bytes++;
            torn = false;
        }
        try
        {
            RandomAccess.Write(open!, line, Bytes);
            Bytes += line.Length;
        }
        catch (IOException)
        {
            Bytes = RandomAccess.GetLength(open!);
            torn = true;
            throw;
        }
    }

    /// <summary>Whole lines from <paramref name="offset"/> on, each with the offset of the line after it.</summary>
    public IEnumerable<(ReadOnlyMemory<byte> Line, long Next)> Lines(long offset)
    {
        var bytes = Rest(offset);
        for (var begins = 0; bytes.AsSpan(begins).IndexOf((byte)'\n') is var length and >= 0; begins += length + 1)
            yield return (bytes.AsMemory(begins, length), offset + begins + length + 1);
    }

    /// <summary>Ends the writing to it.</summary>
    public void Close()
    {
        open?.Dispose();
        open = null;
    }

    public void Delete()
    {
        Close();
        if (File.Exists(Path)) // its folder may be gone too
            File.Delete(Path);
    }

    public void Dispose() => Close();

    private byte[] Rest(long offset)
    {
        var bytes = new byte[Math.Max(0, Bytes - offset)];
        using var file = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), offset + read) is var more and > 0)
            read += more;
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
